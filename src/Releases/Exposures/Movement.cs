namespace Releases.Exposures;

/// <summary>What a write does to a flag's exposure, seen from what was captured.</summary>
public enum Movement
{
    /// <summary>Nothing: the same units get the same.</summary>
    None,

    /// <summary>Towards what was captured, whichever way that is.</summary>
    Protective,

    /// <summary>Any other: it needs every gate.</summary>
    Guarded,
}
