using Releases.Lifecycle;
using Releases.Records;

namespace ReleaseFunctions.Local.Driver;

/// <summary>Log messages of the embedded driver; event ids 2000 to 2099.</summary>
internal static partial class DriverLog
{
    [LoggerMessage(2000, LogLevel.Information, "Taken up {ReleaseId}, which was at {Doing} (about to {Effect})")]
    internal static partial void TakenUp(this ILogger log, string releaseId, Doing doing, string? effect);

    [LoggerMessage(2001, LogLevel.Information, "{ReleaseId} ended: {Outcome}")]
    internal static partial void Ended(this ILogger log, string releaseId, ReleaseOutcome? outcome);

    [LoggerMessage(2002, LogLevel.Debug, "{ReleaseId} waits in the journal for the next start")]
    internal static partial void Parked(this ILogger log, string releaseId);

    [LoggerMessage(2003, LogLevel.Critical, "{ReleaseId} cannot go on; it is taken up from the journal again in {Pause}")]
    internal static partial void Broken(this ILogger log, string releaseId, TimeSpan pause, Exception problem);
}
