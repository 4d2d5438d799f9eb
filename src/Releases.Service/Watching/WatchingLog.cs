using Microsoft.Extensions.Logging;

namespace Releases.Service.Watching;

/// <summary>Log messages of watching; event ids 1200 to 1299.</summary>
internal static partial class WatchingLog
{
    [LoggerMessage(1200, LogLevel.Warning, "Release {ReleaseId}: nothing runs it ({Instance})")]
    internal static partial void ReleaseLost(this ILogger log, string releaseId, string instance);

    [LoggerMessage(1201, LogLevel.Information, "Release {ReleaseId}: {Signals} signals are not taken yet; it is rung again")]
    internal static partial void RungAgain(this ILogger log, string releaseId, int signals);

    [LoggerMessage(1202, LogLevel.Critical, "Release {ReleaseId}: nothing runs it, and it cannot be taken up; its break-glass script restores its flags by hand")]
    internal static partial void CannotMend(this ILogger log, string releaseId, Exception problem);
}
