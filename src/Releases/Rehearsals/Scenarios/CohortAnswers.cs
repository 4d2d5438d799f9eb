using Releases.Judgement;
using Releases.Judgement.Comparisons;

namespace Releases.Rehearsals.Scenarios;

/// <summary>
/// The statistics of an exposed and of a control cohort. Both are alike when all is well: one row in a hundred fails, the mean is 100 with a
/// deviation of 50. A defect of size 1 makes failures five times as many, tails four times as long, and moves the mean by half.
/// </summary>
internal static class CohortAnswers
{
    private const double ErrorRate = 0.01;
    private const double Mean = 100;
    private const double Deviation = 50;
    private const double DeviationOfUnits = 10;
    private const double Units = 400;

    internal static Measurement.Cohorts Of(ComparisonRule rule, RuleAnswers answers) =>
        new(Cohort(rule, answers, answers.Rows, answers.Size), answers.Others == 0 ? null : Cohort(rule, answers, answers.Others, 0));

    private static Cohort Cohort(ComparisonRule rule, RuleAnswers answers, long rows, double size)
    {
        var isByRow = rule.Unit == ComparisonDefaults.Row;
        var units = isByRow ? rows : Math.Max(1, (long)Math.Round(Units * rows / (answers.Rows + answers.Others)));
        var worse = rule.Worse == Worse.Lower ? -1 : 1;
        var mean = Mean * (1 + (0.5 * size * worse));
        var level = rule.Metric switch { Metric.Quantile quantile => quantile.Level, Metric.Mean { Tail: { } tail } => tail, _ => 0.95 };
        var beyond = Math.Min(0.9, (1 - level) * (1 + (3 * size)));
        var failing = Math.Min(0.9, ErrorRate * (1 + (4 * size)));
        if (!isByRow)
        {
            // A unit's own mean, or its share of rows that fail or lie beyond.
            var (centre, spread) = rule.Metric switch { Metric.ErrorRate => (failing, 0.01), Metric.Quantile => (beyond, 0.02), _ => (mean, DeviationOfUnits) };
            return new Cohort(units)
            {
                Mean = centre + (spread * answers.Chance.Normal() / Math.Sqrt(units)),
                Variance = spread * spread,
                TailMean = beyond + (0.02 * answers.Chance.Normal() / Math.Sqrt(units)),
                TailVariance = 0.02 * 0.02,
                Rows = rows,
                RowVariance = Deviation * Deviation,
            };
        }

        return new Cohort(units)
        {
            Mean = mean + (Deviation * answers.Chance.Normal() / Math.Sqrt(units)),
            Variance = Deviation * Deviation,
            Errors = Math.Min(units, answers.Chance.Count(failing * units)),
            Beyond = Math.Min(units, answers.Chance.Count(beyond * units)),
        };
    }
}
