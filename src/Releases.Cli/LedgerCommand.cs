using System.CommandLine;
using System.Globalization;
using Releases.Wording;

namespace Releases.Cli;

/// <summary>Shows what a release has touched.</summary>
internal static class LedgerCommand
{
    internal static Command Of(ConnectionOptions connection)
    {
        var release = ReleaseArgument.Argument();
        var command = new Command("ledger", "Shows which units a release's new path has touched, and when.") { release };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = connection.Connect(parse);
            return await parse.TellAsync(await api.LedgerAsync(parse.GetRequiredValue(release), cancellationToken), async ledger =>
            {
                var output = parse.InvocationConfiguration.Output;
                foreach (var page in ledger.Pages)
                {
                    var count = page.Count is { } units ? Say.Many(units, "unit") : $"units not known: {page.Problem}";
                    await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{page.Environment} {page.Flag}, {page.Window.Start.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {page.Window.End.UtcDateTime:yyyy-MM-dd HH:mm:ss}: {count}"));
                    foreach (var unit in page.Units)
                    {
                        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {unit.Unit}: {unit.First.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {unit.Last.UtcDateTime:yyyy-MM-dd HH:mm:ss}, {Say.Many(unit.Evaluations, "time")}"));
                    }

                    if (page.Count > page.Units.Count)
                    {
                        await output.WriteLineAsync($"  all of them:\n{page.Query}");
                    }
                }

                return ExitCodes.Done;
            });
        });
        return command;
    }
}
