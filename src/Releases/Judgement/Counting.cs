namespace Releases.Judgement;

/// <summary>How measurements add up to a decision. Every number means exactly what it says (semantics: counting is exact).</summary>
public sealed record Counting
{
    /// <summary>Length of one window of event time; windows tumble, each gives one measurement.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>Rows that one window needs to speak at all; fewer are Insufficient. Counted by the query's <c>samples</c>.</summary>
    public long MinimumSamples { get; init; }

    /// <summary>
    /// Rows of a control or a heartbeat in one window that make silence a failure: no exposed row while so many of these arrived. Counted by the
    /// query's <c>heartbeat</c>. 0: silence is NoData.
    /// </summary>
    public long MinimumHeartbeat { get; init; }

    /// <summary>Measured and shown, and decides nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Valid measurements (Pass or Fail) that a stage needs before it may go on. At least 1: nothing passes unjudged.</summary>
    public int MinimumMeasurements { get; init; } = CountingDefaults.MinimumMeasurements;

    /// <summary>The failing measurement on which the criterion fails: 3 fails on the third.</summary>
    public int FailAfter { get; init; } = CountingDefaults.FailAfter;

    /// <summary>Whether <see cref="FailAfter"/> counts failures in a row or in all.</summary>
    public FailureCount FailureCount { get; init; } = FailureCount.Consecutive;

    /// <summary>Passing measurements in a row, up to the last, that a stage needs before it may go on.</summary>
    public int PassAfter { get; init; } = CountingDefaults.PassAfter;

    /// <summary>Provider errors tolerated since the last valid measurement; the one after them brings <see cref="OnBlind"/>.</summary>
    public int ErrorBudget { get; init; } = CountingDefaults.ErrorBudget;

    /// <summary>How long after the bake a criterion may stay undecided before <see cref="OnBlind"/> follows; default: three windows.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>What follows when the criterion stays undecided.</summary>
    public OnBlind OnBlind { get; init; } = OnBlind.Hold;
}
