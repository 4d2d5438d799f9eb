using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Wording;

namespace Releases.Preflights;

/// <summary>Makes findings out of answers.</summary>
public static class PreflightOf
{
    /// <summary>A criterion that takes longer than this alone may well take longer than a release waits, once others ask as well.</summary>
    public static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(10);

    /// <param name="measured">The answers to a round's criteria.</param>
    /// <param name="flags">Those to what is asked of its flags, in the same order.</param>
    public static IEnumerable<PreflightFinding> Round(ReleasePlan plan, Course course, PreflightRound round, IReadOnlyList<Measured> measured, IReadOnlyList<Measurement> flags)
    {
        foreach (var answer in measured.DistinctBy(answer => answer.Target.Criterion))
        {
            yield return PreflightJudging.Of(course.Criterion(answer.Target.Criterion), round.Environment, answer);
        }

        foreach (var power in PowerOfStages.Findings(plan, course, round.Environment, measured))
        {
            yield return power;
        }

        foreach (var (flag, answer) in round.Flags.Zip(flags))
        {
            yield return PreflightJudging.OfFlag(flag.Flag, round.Environment, answer, round.Past.Length, course.TakeUp is not null);
        }
    }

    /// <summary>A criterion that was asked alone, and took long.</summary>
    public static PreflightFinding Slow(string environment, string criterion, TimeSpan took) =>
        new(PreflightLevel.Warning, environment, criterion, $"{criterion} took {Say.Span(took)} alone; a release waits 30 s for all of its criteria together");

    public static Preflight All(TimeSpan past, IEnumerable<PreflightFinding> findings) => new(past, [.. findings.OrderByDescending(finding => finding.Level)]);
}
