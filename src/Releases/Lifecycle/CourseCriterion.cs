using System.Text.Json.Serialization;
using Releases.Judgement;

namespace Releases.Lifecycle;

/// <summary>A criterion without its query, which stays in the pinned plan.</summary>
public sealed record CourseCriterion(string Name, Counting Counting, Rule Rule)
{
    /// <summary>How long it may stay undecided after the moment at which it could have been decided.</summary>
    [JsonIgnore]
    public TimeSpan Deadline => Counting.Deadline ?? Counting.Window * CountingDefaults.DeadlineWindows;

    /// <summary>Valid measurements without which nothing is decided. Never zero, whatever a plan says: nothing passes unmeasured.</summary>
    [JsonIgnore]
    public int Needed => Math.Max(1, Math.Max(Counting.MinimumMeasurements, Counting.PassAfter));

    /// <summary>How many early looks it has in a stage in which exposure grows. A dry run has none: it would protect nobody.</summary>
    [JsonIgnore]
    public int EarlyLooks => Rule.LooksEarly && !Counting.DryRun ? Judgement.EarlyLooks.Of(Counting.Window) : 0;
}
