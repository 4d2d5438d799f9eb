namespace Benchmarks;

/// <summary>
/// Two ways of doing the same, one after the other and in changing order, so that whatever else the machine does hits both. Medians, as
/// single runs are disturbed.
/// </summary>
internal static class Pairs
{
    private const int WarmUp = 8;

    public static async Task<Figure> MeasureAsync(string name, double bound, int pairs, Func<Task<TimeSpan>> baseline, Func<Task<TimeSpan>> ours)
    {
        var (theirs, mine) = (new List<double>(), new List<double>());
        for (var pair = -WarmUp; pair < pairs; pair++)
        {
            var oursFirst = pair % 2 == 0;
            var first = await (oursFirst ? ours : baseline)();
            var second = await (oursFirst ? baseline : ours)();
            if (pair >= 0)
            {
                mine.Add((oursFirst ? first : second).TotalMilliseconds);
                theirs.Add((oursFirst ? second : first).TotalMilliseconds);
            }
        }

        return new Figure(name, "ms", Median(theirs), Median(mine), bound);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
