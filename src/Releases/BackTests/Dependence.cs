namespace Releases.BackTests;

/// <summary>
/// As how many independent releases those of the past count: a bad day fails several of them, and the same day dealt ten times is one day. By the
/// variance of the blocks' totals about the common rate (the ratio estimate of a cluster sample; Cochran, "Sampling Techniques", 1977), beside
/// which that of independent trials is held (the design effect of Kish, "Survey Sampling", 1965).
/// </summary>
internal static class Dependence
{
    /// <summary>A day, and no less than a release takes.</summary>
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="runs">All of them.</param>
    /// <param name="takes">How long a release takes.</param>
    /// <param name="apart">Releases that share no telemetry: all that is known where none failed, or all did.</param>
    /// <returns>At least 1, at most as many as there are.</returns>
    internal static double Independent(IReadOnlyList<BackTestRun> runs, TimeSpan takes, double apart)
    {
        var rate = (double)runs.Count(Failed) / runs.Count;
        var block = takes > Day ? takes : Day;
        var first = runs.Min(run => run.Start);
        var blocks = runs.GroupBy(run => (run.Start - first).Ticks / block.Ticks).Select(group => group.Count(Failed) - (rate * group.Count())).ToList();
        var squares = blocks.Sum(beyond => beyond * beyond);
        if (squares <= 0 || blocks.Count < 2)
        {
            return Math.Clamp(apart, 1, runs.Count);
        }

        var variance = (double)blocks.Count / (blocks.Count - 1) * squares / runs.Count / runs.Count;
        return Math.Clamp(rate * (1 - rate) / variance, 1, runs.Count);
    }

    private static bool Failed(BackTestRun run) => run.Verdict == BackTestVerdict.Failed;
}
