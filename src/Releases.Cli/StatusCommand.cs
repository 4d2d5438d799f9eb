using System.CommandLine;

namespace Releases.Cli;

/// <summary>Shows where a release is.</summary>
internal static class StatusCommand
{
    internal static Command Of(ConnectionOptions connection)
    {
        var release = ReleaseArgument.Argument();
        var command = new Command("status", "Shows where a release is, and what it waits for.") { release };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = connection.Connect(parse);
            return await parse.TellAsync(await api.ShowAsync(parse.GetRequiredValue(release), cancellationToken), async status =>
            {
                await parse.InvocationConfiguration.Output.WriteLineAsync(status.InWords());
                return ExitCodes.Done;
            });
        });
        return command;
    }
}
