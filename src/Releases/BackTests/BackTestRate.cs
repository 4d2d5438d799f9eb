using Releases.Judgement;

namespace Releases.BackTests;

/// <summary>How often a plan, or one of its criteria alone, would have failed.</summary>
/// <param name="Name">The criterion; of the plan as a whole, <c>plan</c>.</param>
/// <param name="Runs">Releases that were tried.</param>
/// <param name="Failed">Those that would have failed.</param>
/// <param name="Blind">Those that could not have been judged.</param>
/// <param name="Rate">The share that would have failed.</param>
/// <param name="Interval">Where it lies with 95 % confidence, by <paramref name="Independent"/> trials.</param>
/// <param name="MedianTime">From the start to the failure, of those that failed.</param>
/// <param name="Independent">As how many independent releases they count.</param>
public sealed record BackTestRate(string Name, int Runs, int Failed, int Blind, double Rate, Interval Interval, TimeSpan? MedianTime, double Independent)
{
    /// <param name="takes">How long a release takes.</param>
    /// <param name="apart">Releases that share no telemetry.</param>
    internal static BackTestRate Of(string name, IReadOnlyList<BackTestRun> runs, TimeSpan takes, double apart)
    {
        var failed = runs.Where(run => run.Verdict == BackTestVerdict.Failed).ToList();
        var rate = (double)failed.Count / runs.Count;
        var independent = Dependence.Independent(runs, takes, apart);
        var times = failed.Select(run => run.At - run.Start).Order().ToList();
        return new BackTestRate(
            name, runs.Count, failed.Count, runs.Count(run => run.Verdict == BackTestVerdict.Blind), rate, Interval.Wilson(rate, independent), times.Count == 0 ? null : times[times.Count / 2], independent);
    }
}
