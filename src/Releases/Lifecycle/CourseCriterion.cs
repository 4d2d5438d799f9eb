using Releases.Judgement;

namespace Releases.Lifecycle;

/// <summary>A criterion without its query, which stays in the pinned plan.</summary>
public sealed record CourseCriterion(string Name, Counting Counting, Rule Rule)
{
    /// <summary>How long after the bake it may stay undecided.</summary>
    public TimeSpan Deadline => Counting.Deadline ?? Counting.Window * CountingDefaults.DeadlineWindows;
}
