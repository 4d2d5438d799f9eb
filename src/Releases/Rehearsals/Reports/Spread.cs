namespace Releases.Rehearsals.Reports;

/// <summary>How something came out over many runs.</summary>
/// <param name="Runs">In how many of them there was anything to measure; the other three are 0 where there was none.</param>
/// <param name="Median">Half of them stayed at or below.</param>
/// <param name="NinetyFifth">19 of 20 stayed at or below.</param>
public sealed record Spread(int Runs, double Median, double NinetyFifth, double Worst)
{
    internal static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        double At(double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
        return sorted.Count == 0 ? new Spread(0, 0, 0, 0) : new Spread(sorted.Count, At(0.5), At(0.95), sorted[^1]);
    }
}
