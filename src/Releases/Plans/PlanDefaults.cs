namespace Releases.Plans;

/// <summary>What a plan need not say.</summary>
public static class PlanDefaults
{
    public static readonly TimeSpan HoldLimit = TimeSpan.FromHours(24);

    /// <summary>How much longer a stage is kept at its gates than what it asks for may take once: every weekly window opens once more in it.</summary>
    public static readonly TimeSpan GateLimit = TimeSpan.FromDays(7);

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

    /// <summary>Some clients are always about to refresh.</summary>
    public const double TakeUpShare = 0.9;

    /// <summary>How long clients are waited for.</summary>
    public static readonly TimeSpan TakeUpWithin = TimeSpan.FromMinutes(30);

    /// <summary>How long a check may take.</summary>
    public static readonly TimeSpan CheckWithin = TimeSpan.FromMinutes(30);

    /// <summary>How long a check's yes counts.</summary>
    public static readonly TimeSpan CheckGoodFor = TimeSpan.FromHours(1);

    public const OnFailure OnFailure = Plans.OnFailure.Rollback;
}
