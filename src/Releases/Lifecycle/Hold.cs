using System.Text.Json.Serialization;

namespace Releases.Lifecycle;

/// <summary>Why exposure does not grow.</summary>
/// <param name="Until">Then the release rolls back by itself; a freeze is over then, and the release goes on.</param>
/// <param name="LookAt">When a halt or a freeze is looked at again.</param>
/// <param name="Over">What a person's hold has taken the place of: when the person resumes and it is still there, it has the rest of its time.</param>
/// <param name="ByPeople">How long people have held the release before, in its place or without a break: all that together has one limit.</param>
public sealed record Hold(HoldKind Kind, string Reason, DateTimeOffset Since, DateTimeOffset Until, DateTimeOffset? LookAt = null, Hold? Over = null, TimeSpan ByPeople = default)
{
    /// <summary>Whether it is one for all releases rather than this one's own.</summary>
    [JsonIgnore]
    public bool IsGeneral => Kind is HoldKind.Halt or HoldKind.Freeze;
}
