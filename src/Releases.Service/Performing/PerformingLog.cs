using Microsoft.Extensions.Logging;

namespace Releases.Service.Performing;

/// <summary>Log messages of performing; event ids 1000 to 1099.</summary>
internal static partial class PerformingLog
{
    [LoggerMessage(1000, LogLevel.Warning, "{Effect} could not be performed; the release decides what that means")]
    internal static partial void EffectFailed(this ILogger log, string effect, Exception problem);
}
