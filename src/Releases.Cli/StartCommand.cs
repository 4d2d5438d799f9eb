using System.CommandLine;

namespace Releases.Cli;

/// <summary>Starts a release.</summary>
internal static class StartCommand
{
    internal static Command Of(ConnectionOptions connection)
    {
        var plan = PlanFile.Argument();
        var key = new Option<string?>("--key") { Description = "The same key starts the same release once, however often it is asked for." };
        var preflight = new Option<bool>("--preflight") { Description = "Start only if a preflight finds no error." };
        var command = new Command("start", "Starts a release from a plan, and prints its id.") { plan, key, preflight };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = connection.Connect(parse);
            var text = await File.ReadAllTextAsync(parse.GetRequiredValue(plan).FullName, cancellationToken);
            return await parse.TellAsync(await api.StartAsync(text, parse.GetValue(key), parse.GetValue(preflight), cancellationToken), async status =>
            {
                await parse.InvocationConfiguration.Output.WriteLineAsync(status.Id);
                return ExitCodes.Done;
            });
        });
        return command;
    }
}
