using Microsoft.Extensions.Logging;

namespace Releases.Service.Leasing;

/// <summary>Log messages of leases; event ids 1300 to 1399.</summary>
internal static partial class LeasingLog
{
    [LoggerMessage(1300, LogLevel.Warning, "{ReleaseId} is superseded, which is stored, and could not be rung; it is rung again")]
    internal static partial void NotRung(this ILogger log, string releaseId, Exception problem);
}
