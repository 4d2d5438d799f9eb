namespace Releases.Judgement.Metrics;

/// <summary>What Azure Monitor makes of the samples of one interval, and what is then made of a window's intervals.</summary>
public enum MetricAggregation
{
    /// <summary>The mean of each interval's samples; of several intervals their mean, each counting the same.</summary>
    Average,

    /// <summary>The sum.</summary>
    Total,

    /// <summary>The smallest sample.</summary>
    Minimum,

    /// <summary>The largest sample.</summary>
    Maximum,

    /// <summary>How many samples there were.</summary>
    Count,
}
