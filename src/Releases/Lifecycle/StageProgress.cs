namespace Releases.Lifecycle;

/// <summary>How the stage in force is getting on.</summary>
/// <param name="WindowsFrom">When the clients must have seen the exposure: the first window starts here.</param>
/// <param name="BakeUntil">When the exposure has worked for as long as the plan wants.</param>
/// <param name="LastJudged">When all of its criteria were last decided, while the release still waited for something else.</param>
/// <param name="PromotedBy">Who has skipped the rest of the bake, if anybody.</param>
/// <param name="NextLook">When the flags in force are looked at again for somebody else's changes; <see langword="null"/> where that is off.</param>
/// <param name="Looks">How often they were looked at, five in turn.</param>
/// <param name="ExposedAt">Since when this release exposes anybody in the stage's environment: what fired before is nobody's to judge it by.</param>
/// <param name="TakeUp">What clients have is waited for: the windows and the bake do not begin before they have it.</param>
/// <param name="LooksEarly">Exposure has grown with it: what can be told before a first window is over is looked at then.</param>
public sealed record StageProgress(
    DateTimeOffset WindowsFrom,
    DateTimeOffset BakeUntil,
    IReadOnlyList<CriterionProgress> Criteria,
    DateTimeOffset? LastJudged = null,
    string? PromotedBy = null,
    DateTimeOffset? NextLook = null,
    int Looks = 0,
    TakeUpProgress? TakeUp = null,
    DateTimeOffset? ExposedAt = null,
    bool LooksEarly = false);
