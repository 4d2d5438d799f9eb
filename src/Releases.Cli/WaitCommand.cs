using System.CommandLine;
using Releases.Records;

namespace Releases.Cli;

/// <summary>Waits for a release's end.</summary>
internal static class WaitCommand
{
    internal static Command Of(ConnectionOptions connection)
    {
        var release = ReleaseArgument.Argument();
        var minutes = new Option<int>("--minutes") { Description = "How long to wait.", DefaultValueFactory = _ => 60 };
        var command = new Command("wait", "Waits for a release's end, and ends with its number.") { release, minutes };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = connection.Connect(parse);
            var id = parse.GetRequiredValue(release);
            var last = await Polling.UntilAsync(
                () => api.ShowAsync(id, cancellationToken),
                status => status.Phase == ReleasePhase.Ended,
                TimeSpan.FromMinutes(parse.GetValue(minutes)),
                cancellationToken);
            return await parse.TellAsync(last, async status =>
            {
                await parse.InvocationConfiguration.Output.WriteLineAsync(status.InWords());
                return status.ExitCode();
            });
        });
        return command;
    }
}
