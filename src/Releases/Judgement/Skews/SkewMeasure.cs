namespace Releases.Judgement.Skews;

/// <summary>How unequally something is spread over partitions.</summary>
public enum SkewMeasure
{
    /// <summary>The largest partition's share of everything.</summary>
    LargestShare,

    /// <summary>Standard deviation over mean (coefficient of variation, over all partitions).</summary>
    Variation,

    /// <summary>Gini coefficient: 0 where all have the same, near 1 where one has everything (Gini, "Variabilità e mutabilità", 1912).</summary>
    Gini,
}
