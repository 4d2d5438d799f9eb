namespace Releases.Judgement;

/// <summary>What follows when a criterion cannot be judged by its deadline.</summary>
public enum OnBlind
{
    /// <summary>Exposure stays where it is until telemetry is back, a person decides, or the hold limit is over.</summary>
    Hold,

    /// <summary>Roll back.</summary>
    Rollback,

    /// <summary>Go on; the stage is recorded as unjudged.</summary>
    Pass,
}
