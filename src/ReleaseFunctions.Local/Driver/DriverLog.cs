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

    [LoggerMessage(2004, LogLevel.Warning, "Freed the leases of {ReleaseId}, which is over or gone and had not freed them")]
    internal static partial void LeasesSwept(this ILogger log, string releaseId);

    [LoggerMessage(2005, LogLevel.Warning, "Leases could not be swept; it is tried again in some minutes")]
    internal static partial void SweepFailed(this ILogger log, Exception problem);
}
