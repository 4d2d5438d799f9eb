using System.Text.Json.Serialization;

namespace Releases.Lifecycle;

/// <summary>Why exposure does not grow.</summary>
/// <param name="Until">Then the release rolls back by itself; a freeze is over then, and the release goes on.</param>
/// <param name="LookAt">When a halt or a freeze is looked at again.</param>
public sealed record Hold(HoldKind Kind, string Reason, DateTimeOffset Since, DateTimeOffset Until, DateTimeOffset? LookAt = null)
{
    /// <summary>Whether it is one for all releases rather than this one's own.</summary>
    [JsonIgnore]
    public bool IsGeneral => Kind is HoldKind.Halt or HoldKind.Freeze;
}
