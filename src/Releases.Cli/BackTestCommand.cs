using System.CommandLine;
using Releases.BackTests;
using Releases.Wording;

namespace Releases.Cli;

/// <summary>Tries a plan on the past.</summary>
internal static class BackTestCommand
{
    internal static Command Of(ConnectionOptions connection)
    {
        var plan = PlanFile.Argument();
        Option<string?>[] parameters =
        [
            new("--from") { Description = "Where the past begins: 2026-03-01T10:00Z. Default: 14 days before its end." },
            new("--until") { Description = "Where it ends. Default: now." },
            new("--step") { Description = "Time between two starts: 6h. Default: as long as a release takes." },
            new("--dealings") { Description = "How often each start is tried, each time with other units exposed. Default: 1." },
            new("--unit") { Description = "The column that says which unit a row is of." },
            new("--exposed") { Description = "The column that says whether a row is of the exposed. Default: Exposed." },
            new("--regression") { Description = "What is done to the exposed rows: DurationMs*1.2." },
        ];
        var incidents = new Option<string[]>("--incident") { Description = "A time in which something was wrong: 2026-03-01T10:00Z/2026-03-01T12:00Z; once for each." };
        var command = new Command("backtest", "Slides a plan over the past: how often it would have raised a false alarm, and what it would have caught.") { plan, incidents };
        foreach (var parameter in parameters)
        {
            command.Add(parameter);
        }

        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = connection.Connect(parse);
            var text = await File.ReadAllTextAsync(parse.GetRequiredValue(plan).FullName, cancellationToken);
            var query = parameters.Select(parameter => (Name: parameter.Name[2..], Value: parse.GetValue(parameter)))
                .Concat((parse.GetValue(incidents) ?? []).Select(incident => (Name: "incident", Value: (string?)incident)))
                .Where(one => one.Value is not null);
            return await parse.TellAsync(await api.BackTestAsync(text, query, cancellationToken), async test =>
            {
                foreach (var line in Lines(test))
                {
                    await parse.InvocationConfiguration.Output.WriteLineAsync(line);
                }

                return ExitCodes.Done;
            });
        });
        return command;
    }

    private static IEnumerable<string> Lines(BackTest test)
    {
        foreach (var rate in test.Criteria.Prepend(test.Plan).OfType<BackTestRate>())
        {
            var time = rate.MedianTime is { } median ? $", half of them within {Say.Span(median)}" : "";
            yield return $"{rate.Name}: {rate.Failed} of {Say.Many(rate.Runs, "release")} failed ({Percent(rate.Rate)}; 95 %: {Percent(rate.Interval.Low)} to {Percent(rate.Interval.High)}){time}; {rate.Blind} could not be judged";
        }

        foreach (var name in test.LeftOut)
        {
            yield return $"{name}: left out, as what it asks is not in telemetry";
        }

        foreach (var run in test.Examples)
        {
            yield return FormattableString.Invariant($"{run.Start.UtcDateTime:yyyy-MM-dd HH:mm}: {run.Verdict}: {run.Text}");
        }

        foreach (var incident in test.Incidents)
        {
            var result = incident.After is { } after ? $"caught by {incident.Criterion} after {Say.Span(after)}" : "not caught";
            yield return FormattableString.Invariant($"incident of {incident.Incident.From.UtcDateTime:yyyy-MM-dd HH:mm} at {incident.Stage}: {result}: {incident.Text}");
        }
    }

    private static string Percent(double share) => $"{Say.Number(share * 100)} %";
}
