using System.CommandLine;
using Releases.Records;

namespace Releases.Cli;

/// <summary>Saying what the API has said, and ending with its number.</summary>
internal static class Telling
{
    /// <summary>Says why there is no body; or hands it on.</summary>
    internal static async Task<int> TellAsync<T>(this ParseResult parse, ApiAnswer<T> answer, Func<T, Task<int>> given)
    {
        switch (answer)
        {
            case ApiAnswer<T>.Given(var body):
                return await given(body);
            case ApiAnswer<T>.Refused(var status, var detail):
                await parse.InvocationConfiguration.Error.WriteLineAsync($"Refused (HTTP {status}): {detail}");
                return ExitCodes.Refused;
            case ApiAnswer<T>.Unreachable(var why):
                await parse.InvocationConfiguration.Error.WriteLineAsync($"The release API is unreachable: {why}");
                return ExitCodes.Unreachable;
            default:
                throw new InvalidOperationException($"Unknown answer '{answer.GetType().Name}'.");
        }
    }

    internal static string InWords(this ReleaseStatus status)
    {
        var at = status.Stage is { } stage ? $" at {stage}" : "";
        var why = status.Reason ?? string.Join("; ", status.WaitingFor);
        return $"{status.Id}: {status.Outcome?.ToString() ?? status.Phase.ToString()}{at}{(why.Length > 0 ? $": {why}" : "")}";
    }

    /// <summary>What a command ends with that was about this release's end.</summary>
    internal static int ExitCode(this ReleaseStatus status) => status.Outcome switch
    {
        null => ExitCodes.Held,
        ReleaseOutcome.Completed => ExitCodes.Done,
        ReleaseOutcome.Refused => ExitCodes.Refused,
        _ => ExitCodes.RolledBack,
    };
}
