namespace Releases.Judgement.Comparisons;

/// <summary>Which way a number gets worse.</summary>
public enum Worse
{
    /// <summary>Durations, errors, cost.</summary>
    Higher,

    /// <summary>Throughput, yield.</summary>
    Lower,
}
