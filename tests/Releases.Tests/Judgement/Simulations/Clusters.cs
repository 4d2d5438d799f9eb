using Releases.Judgement.Comparisons;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>A cohort whose units have several rows each.</summary>
internal sealed class Clusters
{
    private readonly Dictionary<string, Moments> _units = [];
    private readonly Moments _rows = new();

    public void Add(string unit, double value)
    {
        if (!_units.TryGetValue(unit, out var moments))
        {
            _units.Add(unit, moments = new Moments());
        }

        moments.Add(value);
        _rows.Add(value);
    }

    public Cohort ByUnit
    {
        get
        {
            var means = new Moments();
            foreach (var unit in _units.Values)
            {
                means.Add(unit.Cohort.Mean!.Value);
            }

            return means.Cohort with { Rows = _rows.Count, RowVariance = _rows.Cohort.Variance };
        }
    }

    public Cohort ByRow => _rows.Cohort;
}
