using System.CommandLine;
using Releases.Preflights;

namespace Releases.Cli;

/// <summary>Tries a plan's criteria on the telemetry of the recent past.</summary>
internal static class PreflightCommand
{
    internal static Command Of(ConnectionOptions connection)
    {
        var plan = PlanFile.Argument();
        var past = new Option<string?>("--past") { Description = "How far back comparisons are looked at: 12h, 7d; 30d at most. Default: 1d." };
        var command = new Command("preflight", "Asks a plan's criteria over the recent past: finds what could not be judged before the first stage.") { plan, past };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = connection.Connect(parse);
            var text = await File.ReadAllTextAsync(parse.GetRequiredValue(plan).FullName, cancellationToken);
            return await parse.TellAsync(await api.PreflightAsync(text, parse.GetValue(past), cancellationToken), async preflight =>
            {
                foreach (var finding in preflight.Findings)
                {
                    await parse.InvocationConfiguration.Output.WriteLineAsync($"{Word(finding.Level)}: {finding.Environment}: {finding.Text}");
                }

                return preflight.Passes ? ExitCodes.Done : ExitCodes.Refused;
            });
        });
        return command;
    }

    private static string Word(PreflightLevel level) => level switch
    {
        PreflightLevel.Fine => "fine",
        PreflightLevel.Warning => "warning",
        PreflightLevel.Error => "error",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Unknown level."),
    };
}
