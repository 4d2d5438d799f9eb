namespace Releases.Rehearsals;

/// <summary>What goes wrong with requests to a store.</summary>
public enum StoreFault
{
    None,

    /// <summary>The request never arrives.</summary>
    Outage,

    /// <summary>It takes effect, and the answer is lost.</summary>
    LostResponse,

    /// <summary>No answer, and it takes effect later if it then still may.</summary>
    Late,

    /// <summary>429: it is turned away at once, and takes no effect.</summary>
    Throttled,

    /// <summary>Nothing is heard for 30 s, and it takes no effect.</summary>
    TimedOut,

    /// <summary>Reads come from a replica that is behind, unless the reader sends the token of what it must see.</summary>
    Stale,
}

/// <summary>A fault while the virtual clock is between two times from the start.</summary>
/// <param name="Store">An environment's flags, or one of the stores that <see cref="VirtualStores"/> names.</param>
/// <param name="Key">Only for this flag; for all where <see langword="null"/>.</param>
public sealed record FaultSpan(string Store, StoreFault Fault, TimeSpan From, TimeSpan Until, string? Key = null);
