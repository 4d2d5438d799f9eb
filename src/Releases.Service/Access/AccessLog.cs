using Microsoft.Extensions.Logging;

namespace Releases.Service.Access;

/// <summary>Log messages of letting in; event ids 1200 to 1299. Nothing that a caller has sent stands in them but the path.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(1200, LogLevel.Warning, "Not known, {Path}: {Why}")]
    internal static partial void NotKnown(this ILogger log, string path, string why);

    [LoggerMessage(1201, LogLevel.Warning, "{Caller} may not use {Path}")]
    internal static partial void NotAllowed(this ILogger log, string caller, string path);

    [LoggerMessage(1202, LogLevel.Error, "Nobody can be let in with a token of an issuer: {Why}")]
    internal static partial void Undecided(this ILogger log, string why);
}
