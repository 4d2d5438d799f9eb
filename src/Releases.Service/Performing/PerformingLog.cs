using Microsoft.Extensions.Logging;

namespace Releases.Service.Performing;

/// <summary>Log messages of performing; event ids 1000 to 1099.</summary>
internal static partial class PerformingLog
{
    [LoggerMessage(1000, LogLevel.Warning, "{Effect} could not be performed; the release decides what that means")]
    internal static partial void EffectFailed(this ILogger log, string effect, Exception problem);

    /// <summary>One entry of a timeline. The alert rules and the workbook in infra/app ask for these names.</summary>
    [LoggerMessage(1001, LogLevel.Information, "{ReleaseId} {Kind} {Stage}: {Text}")]
    internal static partial void Told(this ILogger log, string releaseId, string kind, string? stage, string text);
}
