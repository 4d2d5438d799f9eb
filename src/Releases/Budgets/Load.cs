namespace Releases.Budgets;

/// <summary>Requests over a release's time: some at one moment, and some that recur.</summary>
internal sealed class Load
{
    // More than that are added up one beat after the other: no schedule needs to be drawn to know that it is too much.
    private const long Drawn = 200_000;

    private readonly List<(TimeSpan At, long Requests)> _bursts = [];
    private readonly List<Beats> _beats = [];

    internal void Add(TimeSpan at, long requests)
    {
        if (requests > 0)
        {
            _bursts.Add((at, requests));
        }
    }

    /// <summary>One request at each multiple of any of the periods after <paramref name="from"/>; periods that meet share a request.</summary>
    /// <returns>How many there are until then, that moment included.</returns>
    internal long Add(TimeSpan from, TimeSpan until, IReadOnlyList<TimeSpan> periods)
    {
        var beats = new Beats(from, until, [.. periods.Where(period => period > TimeSpan.Zero).Distinct()]);
        _beats.Add(beats);
        return beats.Between(from, until + TimeSpan.FromTicks(1));
    }

    internal long Whole => Between(TimeSpan.MinValue, TimeSpan.MaxValue);

    /// <summary>The most within any span of that length: the fullest one begins or ends with a request.</summary>
    internal long Busiest(TimeSpan length)
    {
        TimeSpan[] moments = [.. _bursts.Select(burst => burst.At), .. _beats.SelectMany(beats => beats.Edges)];
        return moments.Length == 0
            ? 0
            : moments.Distinct().Max(moment => Math.Max(Between(moment, moment + length), Between(moment + TimeSpan.FromTicks(1) - length, moment + TimeSpan.FromTicks(1))));
    }

    private long Between(TimeSpan from, TimeSpan before) =>
        _bursts.Where(burst => burst.At >= from && burst.At < before).Sum(burst => burst.Requests) + _beats.Sum(beats => beats.Between(from, before));

    private sealed record Beats(TimeSpan From, TimeSpan Until, IReadOnlyList<TimeSpan> Periods)
    {
        internal IEnumerable<TimeSpan> Edges => Periods.SelectMany(period => (TimeSpan[])[From + period, From + (Of(period, Until) * period)]).Where(edge => edge > From && edge <= Until);

        internal long Between(TimeSpan from, TimeSpan before)
        {
            var first = from > From ? from : From + TimeSpan.FromTicks(1);
            var last = before > Until ? Until : before - TimeSpan.FromTicks(1);
            if (last < first || Periods.Count == 0)
            {
                return 0;
            }

            var counts = Periods.Select(period => (Period: period, After: Of(period, first - TimeSpan.FromTicks(1)), Last: Of(period, last))).ToList();
            var sum = counts.Sum(count => count.Last - count.After);
            if (counts.Count == 1 || sum > Drawn)
            {
                return sum;
            }

            var distinct = new HashSet<TimeSpan>();
            foreach (var (period, after, until) in counts)
            {
                for (var beat = after + 1; beat <= until; beat++)
                {
                    distinct.Add(beat * period);
                }
            }

            return distinct.Count;
        }

        /// <summary>Number of the period's beats up to a moment, it included.</summary>
        private long Of(TimeSpan period, TimeSpan moment) => moment <= From ? 0 : (moment - From).Ticks / period.Ticks;
    }
}
