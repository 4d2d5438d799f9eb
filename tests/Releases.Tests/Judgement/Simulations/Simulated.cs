using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Sequences;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>
/// Releases in which nothing is real but the noise: rows are drawn, put into cohorts at random, made worse if so wished, and judged at every
/// 50th row until the rule fails or 2,000 rows are over.
/// </summary>
internal static class Simulated
{
    public const int Rows = 2000;
    public const int Every = 50;

    /// <summary>Releases of each figure: 40 in the ordinary suite, more with SIMULATION_RUNS.</summary>
    public static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("SIMULATION_RUNS"), out var runs) ? runs : 40;

    /// <summary>Many releases, each from its own seed.</summary>
    public static Tally Many(Func<Random, int?> release, int? runs = null)
    {
        var rows = new int?[runs ?? Runs];
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => rows[i] = release(new Random(unchecked((i * 7919) + 17))));
        return new Tally(rows);
    }

    /// <summary>One release in which each row is assigned for itself.</summary>
    /// <param name="random">Its randomness.</param>
    /// <param name="draw">The next row as the control has it.</param>
    /// <param name="exposed">Share that is exposed.</param>
    /// <param name="change">What exposure does to a row.</param>
    /// <param name="rule">The judge.</param>
    /// <param name="rows">Rows after which it is over.</param>
    /// <param name="every">Rows between two looks.</param>
    /// <param name="early">Looks before the first of those.</param>
    /// <returns>The row at which it failed, if it did.</returns>
    public static int? Release(
        Random random, Func<Random, double> draw, double exposed, Func<Random, double, double>? change, ComparisonRule rule, int rows = Rows, int every = Every, int early = 0)
    {
        var (of, control) = (new Moments(), new Moments());
        var (values, others) = (new List<double>(rows), new List<double>(rows));
        Looked? looked = null;
        for (var row = 1; row <= rows; row++)
        {
            var value = draw(random);
            if (random.NextDouble() < exposed)
            {
                value = change is null ? value : change(random, value);
                of.Add(value);
                values.Add(value);
            }
            else
            {
                control.Add(value);
                others.Add(value);
            }

            var isEarly = row < every && row % (every / (early + 1)) == 0;
            if (row % every != 0 && !isEarly)
            {
                continue;
            }

            var look = new Look(looked, rows / every, null) { EarlyLooks = early, IsEarly = isEarly };
            var finding = rule.Judge("simulated", Measured(rule, of, control, values, others), 0, look);
            looked = finding.Looked ?? looked;
            if (finding.Verdict == Verdict.Fail)
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>What the query of a rule would give: see ComparisonKql.</summary>
    private static Measurement.Cohorts Measured(ComparisonRule rule, Moments exposed, Moments control, List<double> values, List<double> others)
    {
        switch (rule.Metric)
        {
            case Metric.ErrorRate:
                return new(Failed(values), Failed(others));
            case Metric.Mean { Tail: null }:
                return new(exposed.Cohort, control.Cohort);
            default:
                if (others.Count == 0)
                {
                    return new(exposed.Cohort, null);
                }

                var level = rule.Metric is Metric.Quantile quantile ? quantile.Level : ((Metric.Mean)rule.Metric).Tail!.Value;
                others.Sort();
                var higher = rule.Worse == Worse.Higher;
                var rank = (int)Math.Ceiling((higher ? level : 1 - level) * others.Count);
                var limit = others[Math.Max(rank, 1) - 1];
                var factor = higher ? 1 + rule.WorseBy.Amount : 1 - rule.WorseBy.Amount;
                return new(
                    exposed.Cohort with { Beyond = values.Count(value => higher ? value > limit * factor : value < limit * factor) },
                    control.Cohort with { Beyond = others.Count(value => higher ? value > limit : value < limit) });
        }
    }

    private static Cohort Failed(List<double> values) => new(values.Count) { Errors = values.Count(value => value > 0) };
}
