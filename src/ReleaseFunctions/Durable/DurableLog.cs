using Microsoft.Extensions.Logging;

namespace ReleaseFunctions.Durable;

/// <summary>Log messages of the Durable engine; event ids 3000 to 3099.</summary>
internal static partial class DurableLog
{
    [LoggerMessage(3000, LogLevel.Warning, "Release {ReleaseId} could not be rung; the watch rings again while its signals wait")]
    internal static partial void RingLost(this ILogger log, string releaseId, Exception problem);
}
