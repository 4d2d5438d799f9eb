using System.CommandLine;
using Releases.Records;

namespace Releases.Cli;

/// <summary>Asks something of a running release, and tells its answer.</summary>
internal static class SignalCommand
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromMinutes(1);

    internal static Command Of(ConnectionOptions connection)
    {
        var release = ReleaseArgument.Argument();
        var kind = new Argument<SignalKind>("kind") { Description = $"One of {string.Join(", ", Enum.GetNames<SignalKind>().Select(name => name.ToLowerInvariant()))}." };
        var reason = new Option<string?>("--reason") { Description = "Why: it is kept in the timeline." };
        var stage = new Option<string?>("--stage") { Description = "For an approval: the stage that it is for." };
        var command = new Command("signal", "Asks something of a running release, and tells its answer.") { release, kind, reason, stage };
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var api = connection.Connect(parse);
            var id = parse.GetRequiredValue(release);
            var sent = await api.SignalAsync(id, parse.GetRequiredValue(kind), parse.GetValue(reason), parse.GetValue(stage), cancellationToken);
            return await parse.TellAsync(sent, async stored =>
            {
                var answered = await Polling.UntilAsync(
                    () => api.ShowSignalAsync(id, stored.Signal.Id, cancellationToken), signal => signal.Answer is not null, AnswersWithin, cancellationToken);
                return await parse.TellAsync(answered, signal => TellAsync(parse, signal));
            });
        });
        return command;
    }

    private static async Task<int> TellAsync(ParseResult parse, SignalStatus signal)
    {
        await parse.InvocationConfiguration.Output.WriteLineAsync(signal.Answer?.Text ?? $"Stored as {signal.Signal.Id}; the release has not answered yet.");
        return signal.Answer switch
        {
            null => ExitCodes.Held,
            { Accepted: true } => ExitCodes.Done,
            _ => ExitCodes.Refused,
        };
    }
}
