using Releases.Judgement.Comparisons;
using Releases.Judgement.Sequences;

namespace Releases.Tests.Judgement.Simulations;

/// <summary>Welch's test with one look, at the number of rows that hindsight would choose: what no test that is looked at again and again can reach.</summary>
internal static class Hindsight
{
    /// <summary>The rows at which it finds a regression in four of five releases, one-sided at 2.5 %.</summary>
    public static int RowsToDetect(int runs, Func<Random, double> draw, double exposed, Func<double, double> change, Worse worse)
    {
        var looks = Simulated.Rows / Simulated.Every;
        var found = new int[looks];
        Parallel.For(0, runs, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var random = new Random(unchecked((i * 7919) + 17));
            var (of, control) = (new Moments(), new Moments());
            for (var row = 1; row <= Simulated.Rows; row++)
            {
                var value = draw(random);
                var (cohort, seen) = random.NextDouble() < exposed ? (of, change(value)) : (control, value);
                cohort.Add(seen);
                if (row % Simulated.Every == 0 && of.Count > 1 && control.Count > 1 && Welch(of.Cohort, control.Cohort, worse) < 0.025)
                {
                    Interlocked.Increment(ref found[(row / Simulated.Every) - 1]);
                }
            }
        });
        return (Array.FindIndex(found, count => count >= 0.8 * runs) + 1) * Simulated.Every;
    }

    private static double Welch(Cohort exposed, Cohort control, Worse worse)
    {
        var (a, b) = (exposed.Variance!.Value / exposed.Units, control.Variance!.Value / control.Units);
        var freedom = (a + b) * (a + b) / ((a * a / (exposed.Units - 1)) + (b * b / (control.Units - 1)));
        var difference = (exposed.Mean!.Value - control.Mean!.Value) * (worse == Worse.Higher ? 1 : -1);
        return Tails.StudentAbove(difference / Math.Sqrt(a + b), freedom);
    }
}
