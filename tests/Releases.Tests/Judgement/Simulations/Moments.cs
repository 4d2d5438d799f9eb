using Releases.Judgement.Comparisons;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>The sufficient statistics of a growing cohort (Welford's recurrence).</summary>
internal sealed class Moments
{
    private double _mean;
    private double _squares;

    public long Count { get; private set; }

    public void Add(double value)
    {
        Count++;
        var step = value - _mean;
        _mean += step / Count;
        _squares += step * (value - _mean);
    }

    public Cohort Cohort => new(Count) { Mean = _mean, Variance = Count > 1 ? _squares / (Count - 1) : 0 };
}
