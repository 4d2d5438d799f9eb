using System.CommandLine;
using Releases.Wording;

namespace Releases.Cli;

/// <summary>Counts the requests of a release before it starts.</summary>
internal static class BudgetCommand
{
    internal static Command Of(ConnectionOptions connection)
    {
        var plan = PlanFile.Argument();
        var command = new Command("budget", "Counts the requests that a release of a plan would make, against what the services take.") { plan };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = connection.Connect(parse);
            var text = await File.ReadAllTextAsync(parse.GetRequiredValue(plan).FullName, cancellationToken);
            return await parse.TellAsync(await api.BudgetAsync(text, cancellationToken), async budget =>
            {
                var output = parse.InvocationConfiguration.Output;
                foreach (var use in budget.Uses)
                {
                    await output.WriteLineAsync(use.Text);
                }

                await output.WriteLineAsync($"takes {(budget.Takes > TimeSpan.Zero ? Say.Span(budget.Takes) : "no time")} if it goes straight through");
                foreach (var warning in budget.Warnings.Prepend(budget.Refusal).OfType<string>())
                {
                    await parse.InvocationConfiguration.Error.WriteLineAsync(warning);
                }

                return budget.Fits ? ExitCodes.Done : ExitCodes.Refused;
            });
        });
        return command;
    }
}
