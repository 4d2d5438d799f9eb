using Releases.Judgement.Thresholds;
using Releases.Plans;
using Releases.Records;
using Releases.Rehearsals.Scenarios;
using Releases.Wording;

namespace Releases.Rehearsals.Reports;

/// <summary>What an owner should look at before starting for real.</summary>
internal static class FindingsOf
{
    internal static IEnumerable<string> Scenarios(ReleasePlan plan, IReadOnlyList<ScenarioReport> scenarios)
    {
        foreach (var scenario in scenarios)
        {
            if (scenario.Undetected > 0)
            {
                yield return $"{scenario.Name}: in {scenario.Undetected} of {Say.Many(scenario.Runs, "run")} a defect was exposed and never found, at worst for {Say.Number(scenario.BurntHours.Worst)} hours of full exposure.";
            }

            if (scenario.FalseAlarms > 0)
            {
                yield return $"{scenario.Name}: {scenario.FalseAlarms} of {Say.Many(scenario.Runs, "run")} failed although nothing was wrong: {WhatFailed(scenario)}.";
            }

            if (scenario.Name == "as-planned" && scenario.Outcomes.GetValueOrDefault(ReleaseOutcome.Completed) < scenario.Runs)
            {
                yield return $"as-planned: only {scenario.Outcomes.GetValueOrDefault(ReleaseOutcome.Completed)} of {Say.Many(scenario.Runs, "run")} were completed although nothing went wrong.";
            }

            if (scenario.Outcomes.GetValueOrDefault(ReleaseOutcome.Accepted) is > 0 and var accepted)
            {
                yield return $"{scenario.Name}: in {accepted} of {Say.Many(scenario.Runs, "run")} flags could not be put back, and a person had to accept them as they stood.";
            }
        }

        foreach (var mode in plan.FailureModes.Where(mode => mode.DetectedBy is null))
        {
            yield return $"The failure mode '{mode.Name}' names no criterion that shows it: it was not rehearsed.";
        }
    }

    /// <summary>The criterion that failed most often, and what there was to fail on: chance alone goes over a bound that few rows are held against.</summary>
    private static string WhatFailed(ScenarioReport scenario)
    {
        var most = scenario.FailedOn.GroupBy(alarm => (alarm.Criterion, alarm.Stage)).MaxBy(alarms => alarms.Count());
        const string Advice = "a longer window, more failures in a row (failAfter) or a bound farther from what is usual would tell chance from a defect";
        return most is null
            ? $"too few rows in a window, or a bound too near to what is usual; {Advice}"
            : $"{most.Key.Criterion} {Say.Many(most.Count(), "time")} in {most.Key.Stage}{(most.Min(alarm => alarm.Samples) is { } fewest ? $", on as few as {Say.Many(fewest, "row")}" : "")}; {Advice}";
    }

    internal static IEnumerable<string> Assumptions(ReleasePlan plan)
    {
        if (plan.Pipelines.All(pipeline => pipeline.RunsPerHour is null))
        {
            yield return "The plan does not say how many runs there are in an hour (pipelines: expects.runsPerHour); as many rows as each criterion needs, and half as many again, were assumed.";
        }

        foreach (var criterion in plan.Criteria)
        {
            yield return criterion.Rule(1) is not ThresholdRule rule
                ? $"{criterion.Name} was taken to stay well within its bounds when all is well, and to go well beyond them with a defect of size 1."
                : CriterionLevels.Of(rule) is { } levels
                ? $"{criterion.Name} was taken to be {Say.Number(levels.Good)} when all is well and {Say.Number(levels.Bad)} with a defect of size 1, in the criterion's own unit."
                : $"What {criterion.Name} would measure cannot be told from the plan: it was taken to be unavailable.";
        }
    }
}
