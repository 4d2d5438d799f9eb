using Releases.Judgement.Sequences;

namespace Releases.Judgement.Comparisons;

/// <summary>The circumstances of one look at a comparison.</summary>
/// <param name="Before">The looks at it so far, since the exposure changed; null at the first.</param>
/// <param name="Planned">How many looks the bake has room for.</param>
/// <param name="IntendedShare">Share of the units that should be exposed, between 0 and 1; null where the exposure does not tell.</param>
public sealed record Look(Looked? Before, int Planned, double? IntendedShare)
{
    /// <summary>A first look of which nothing is known.</summary>
    public static readonly Look First = new(null, Boundary.UsualLooks, null);

    /// <summary>How many early looks there are before the sequence of its windows begins; they have a share of alpha of their own.</summary>
    public int EarlyLooks { get; init; }

    /// <summary>Whether this is one of them.</summary>
    public bool IsEarly { get; init; }
}
