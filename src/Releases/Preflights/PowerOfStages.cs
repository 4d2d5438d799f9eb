using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Power;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Wording;

namespace Releases.Preflights;

/// <summary>What regression a comparison can show at each stage's exposure within its bake, by the volume and the variance of the recent past.</summary>
internal static class PowerOfStages
{
    internal static IEnumerable<PreflightFinding> Findings(ReleasePlan plan, Course course, string environment, IReadOnlyList<Measured> measured)
    {
        foreach (var criterion in plan.Criteria.OfType<ComparisonCriterion>())
        {
            var looks = measured.Where(answer => answer.Target.Criterion == criterion.Name).OrderByDescending(answer => answer.Target.Window.Length).ToList();
            if (looks is not [{ Measurement: Measurement.Cohorts whole, Target.Window: var past }, { Measurement: Measurement.Cohorts half }])
            {
                continue;
            }

            var rule = (ComparisonRule)course.Criterion(criterion.Name).Rule;
            var volume = PastVolume.Of(PastVolume.Pooled(whole.Exposed, whole.Control), PastVolume.Pooled(half.Exposed, half.Control), past.Length, rule.Unit == ComparisonDefaults.Row);
            foreach (var stage in course.Stages.Where(stage => stage.Environment == environment && stage.Criteria.Contains(criterion.Name)))
            {
                var (level, text) = Stage(criterion, rule, volume, stage);
                yield return new PreflightFinding(level, environment, criterion.Name, text, stage.Name);
            }
        }
    }

    private static (PreflightLevel Level, string Text) Stage(ComparisonCriterion criterion, ComparisonRule rule, Volume? volume, CourseStage stage)
    {
        var missing = criterion.Required ? PreflightLevel.Error : PreflightLevel.Warning;
        if (volume is null || !double.IsFinite(volume.Mean) || rule.Metric is Metric.Quantile)
        {
            return rule.Metric is Metric.Quantile
                ? (PreflightLevel.Fine, $"{criterion.Name} at {stage.Name}: what regression of a quantile it can show is not reckoned")
                : (missing, $"{criterion.Name} at {stage.Name}: too few units in the past to reckon what it can show");
        }

        if (stage.Exposure is not Exposure.Targeted { Groups.Count: 0, Users.Count: 0, Percent: > 0 and < 100 and var percent })
        {
            return (PreflightLevel.Warning, $"{criterion.Name} at {stage.Name}: how many units {stage.ExposureText} exposes is not known, so what it can show cannot be reckoned");
        }

        // Without a promise the least that is shown with the usual power is worth knowing all the same.
        var detect = criterion.Detect ?? new Detection(rule.WorseBy.Amount, ComparisonDefaults.Power);
        var power = PowerCheck.Of(rule, detect, volume, percent / 100, stage.Bake, criterion.Counting.Window);
        var smallest = power.Smallest is { } least ? $"the smallest regression that it shows with {Say.Number(detect.Power * 100)} % is {ComparisonWording.Amount(rule, least)}" : "no regression can be shown";
        return criterion.Detect is null
            ? (power.Smallest is null ? PreflightLevel.Warning : PreflightLevel.Fine, $"{criterion.Name} at {stage.Name} ({Say.Number(percent)} %, {Say.Span(stage.Bake)}): {smallest}")
            : (power.IsEnough ? PreflightLevel.Fine : missing, $"{criterion.Name} at {stage.Name}: {power.Text}; {smallest}");
    }
}
