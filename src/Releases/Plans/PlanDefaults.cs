namespace Releases.Plans;

/// <summary>What a plan need not say.</summary>
public static class PlanDefaults
{
    public static readonly TimeSpan HoldLimit = TimeSpan.FromHours(24);

    /// <summary>How long an approval is waited for.</summary>
    public static readonly TimeSpan ApprovalWithin = TimeSpan.FromHours(24);

    /// <summary>All flags of a stage are written at once, unless a plan says which come first.</summary>
    public const int Order = 1;

    /// <summary>The highest order group: each costs a round of requests on the way out and on the way back.</summary>
    public const int HighestOrder = 10;

    /// <summary>Nobody is surprised by a release that waits, or by one that takes another's place.</summary>
    public const OnBusy OnBusy = Plans.OnBusy.Refuse;

    /// <summary>Who says nothing has not said that little is at stake.</summary>
    public const Risk Risk = Plans.Risk.Medium;

    public const OnFailure OnFailure = Plans.OnFailure.Rollback;
}
