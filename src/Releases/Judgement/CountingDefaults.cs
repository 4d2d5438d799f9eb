namespace Releases.Judgement;

/// <summary>What a plan need not say about counting.</summary>
public static class CountingDefaults
{
    public const int MinimumMeasurements = 1;
    public const int FailAfter = 1;
    public const int PassAfter = 1;
    public const int ErrorBudget = 5;

    /// <summary>The default deadline, in windows.</summary>
    public const int DeadlineWindows = 3;
}
