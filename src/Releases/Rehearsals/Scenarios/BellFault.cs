namespace Releases.Rehearsals.Scenarios;

/// <summary>What becomes of the rings that wake a release.</summary>
public enum BellFault
{
    None,

    /// <summary>They get lost; the watcher rings again after five minutes.</summary>
    Lost,

    /// <summary>They come late, and overtake each other.</summary>
    Reordered,

    /// <summary>They come twice.</summary>
    Twice,
}
