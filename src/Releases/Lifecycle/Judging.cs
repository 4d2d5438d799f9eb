using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>What measurements add up to. Only a failed criterion rolls back from here; blind ones are <see cref="Blindness"/>'s.</summary>
internal static class Judging
{
    /// <summary>All criteria whose next window is closed, or that are to be looked at early, in one question to telemetry.</summary>
    internal static Effect.Measure? Due(ReleaseState state, DateTimeOffset now)
    {
        if (state.Progress is not { } progress)
        {
            return null;
        }

        if (progress.TakeUp is { } waiting)
        {
            return TakingUp.Due(state, waiting, now);
        }

        List<MeasureTarget>? targets = null;
        foreach (var criterion in progress.Criteria)
        {
            if (now >= Windows.DueAt(state, criterion))
            {
                (targets ??= []).Add(new MeasureTarget(criterion.Name, WindowOf(state, criterion)));
            }
            else if (EarlyLooking.Due(state, criterion, now) is { } early)
            {
                (targets ??= []).Add(new MeasureTarget(criterion.Name, early));
            }
        }

        var stage = state.Course.Stages[state.Stage];
        return targets is null ? null : new Effect.Measure(state.Id, state.PlanHash, stage.Environment, stage.Name, targets, progress.WindowsFrom, ShareOf(stage));
    }

    internal static ReleaseState Apply(ReleaseState state, IReadOnlyList<Measured> measurements, DateTimeOffset now)
    {
        if (measurements.Any(measured => TakeUpTarget.FlagOf(measured.Target.Criterion) is not null))
        {
            return TakingUp.Apply(state, measurements, now);
        }

        foreach (var (target, measurement) in measurements)
        {
            state = Judge(state, target, measurement, now);
            if (state.Doing is not (Doing.Baking or Doing.Exposing))
            {
                return state;
            }
        }

        return state;
    }

    /// <summary>Whether the criterion lets the release go on: every window of the bake is measured, enough of them say so, and the last does.</summary>
    internal static bool IsDecided(ReleaseState state, CriterionProgress criterion) => criterion.Waived || IsDryRun(state, criterion) || HasPassed(state, criterion);

    /// <summary>Whether it is measured for people to look at, and decides nothing.</summary>
    internal static bool IsDryRun(ReleaseState state, CriterionProgress criterion) => state.Course.Criterion(criterion.Name).Counting.DryRun;

    /// <summary>The same without the plan's leave to pass unjudged.</summary>
    internal static bool HasPassed(ReleaseState state, CriterionProgress criterion)
    {
        var course = state.Course.Criterion(criterion.Name);
        return Windows.EndOf(state.Progress!, course.Counting.Window, criterion.NextWindow) > state.Progress!.BakeUntil
            && criterion.Latest == Verdict.Pass
            && criterion.Valid >= course.Needed
            && criterion.PassesInRow >= Math.Max(1, course.Counting.PassAfter);
    }

    private static Window WindowOf(ReleaseState state, CriterionProgress criterion)
    {
        var course = state.Course.Criterion(criterion.Name);
        var window = Windows.Of(state.Progress!, course.Counting.Window, criterion.NextWindow);
        return course.Rule.Accumulates ? window with { Start = state.Progress!.WindowsFrom } : window;
    }

    /// <summary>What a comparison has to know of this look at it.</summary>
    private static Look LookOf(ReleaseState state, CriterionProgress criterion, CourseCriterion course, bool isEarly)
    {
        var stage = state.Course.Stages[state.Stage];
        return new Look(criterion.Looked, (int)Math.Clamp(stage.Bake / course.Counting.Window, 1, 100_000), ShareOf(stage) is > 0 and < 1 and var share ? share : null)
        {
            EarlyLooks = EarlyLooking.Of(state, course),
            IsEarly = isEarly,
        };
    }

    /// <summary>The share of the units that a stage exposes. With groups, named users or variants nobody knows how many units that is.</summary>
    internal static double? ShareOf(CourseStage stage) => stage.Exposure switch
    {
        Exposure.On => 1,
        Exposure.Targeted { Groups.Count: 0, Users.Count: 0, Percent: > 0 and var percent } => percent / 100,
        _ => null,
    };

    private static ReleaseState Judge(ReleaseState state, MeasureTarget target, Measurement measurement, DateTimeOffset now)
    {
        var course = state.Course.Criterion(target.Criterion);
        var (name, counting, rule) = course;
        var before = state.Progress!.Criteria.First(criterion => criterion.Name == name);
        var early = EarlyLooking.NumberOf(state, before, target.Window);
        var finding = rule.Judge(name, measurement, counting, LookOf(state, before, course, early > 0));
        if (early > 0 && finding.Verdict != Verdict.Fail)
        {
            return state.With(before with { EarlyLooks = early });
        }

        finding = finding with { Text = Say.Short(finding.Text, LifecycleDefaults.ReasonLength) };
        var after = Count(before, finding, counting, now);
        var failures = counting.FailureCount == FailureCount.Total ? after.Failures : after.FailuresInRow;

        var text = (finding.Verdict, counting.DryRun) switch
        {
            (_, true) => $"{finding.Text}; a dry run, which decides nothing",
            (Verdict.Fail, _) when early > 0 => $"{finding.Text}; an early look, after {Say.Span(target.Window.Length)} of a first window of {Say.Span(counting.Window)}; {Allowance(failures, counting)}",
            (Verdict.Fail, _) => $"{finding.Text}; {Allowance(failures, counting)}",
            _ => finding.Text,
        };
        var exposure = state.Course.Stages[state.Stage].ExposureText;
        var evidence = new Evidence(name, finding.Verdict, target.Window, finding.Value, rule.Text, finding.Samples, exposure) { Unit = finding.Unit };
        state = state.With(after.Found(finding.Verdict, finding.Text) with { Looked = finding.Looked ?? before.Looked }).Record(now, TimelineKinds.Verdict, $"{target.Window}: {text}", evidence);

        return finding.Verdict == Verdict.Fail && failures >= counting.FailAfter && !counting.DryRun
            ? Failing.Begin(state, $"{state.StageName()} failed with exposure {exposure}: {text}; window {target.Window}", now)
            : state;
    }

    private static CriterionProgress Count(CriterionProgress criterion, Finding finding, Counting counting, DateTimeOffset now)
    {
        if (finding.Verdict == Verdict.ProviderError)
        {
            // The window is closed and stays so: the same question is asked again.
            var errors = criterion.ErrorsOfWindow + 1;
            if (counting.DryRun && errors > counting.ErrorBudget)
            {
                // Nobody waits for it: telemetry is not asked for the same window for ever.
                return criterion with { NextWindow = criterion.NextWindow + 1, Errors = criterion.Errors + 1, ErrorsOfWindow = 0, RetryAt = null };
            }

            var longest = counting.Window < LifecycleDefaults.LongestMeasureRetry ? counting.Window : LifecycleDefaults.LongestMeasureRetry;
            return criterion with { Errors = criterion.Errors + 1, ErrorsOfWindow = errors, RetryAt = now + LifecycleDefaults.Pause(errors, longest) };
        }

        criterion = criterion with { NextWindow = criterion.NextWindow + 1, ErrorsOfWindow = 0, RetryAt = null };
        return finding.Verdict switch
        {
            Verdict.Pass => criterion with { Valid = criterion.Valid + 1, PassesInRow = criterion.PassesInRow + 1, FailuresInRow = 0, Errors = 0 },
            Verdict.Fail => criterion with
            {
                Valid = criterion.Valid + 1,
                PassesInRow = 0,
                FailuresInRow = criterion.FailuresInRow + 1,
                Failures = criterion.Failures + 1,
                Errors = 0,
            },
            _ => criterion,
        };
    }

    private static string Allowance(int failures, Counting counting)
    {
        var how = counting.FailureCount == FailureCount.Total ? "in all" : "in a row";
        return counting.FailAfter == 1
            ? "the first failure decides"
            : $"{Say.Ordinal(failures)} failure {how}, the {Say.Ordinal(counting.FailAfter)} decides";
    }

    private static CriterionProgress[] Replaced(IReadOnlyList<CriterionProgress> criteria, CriterionProgress changed)
    {
        var replaced = new CriterionProgress[criteria.Count];
        for (var index = 0; index < replaced.Length; index++)
        {
            replaced[index] = criteria[index].Name == changed.Name ? changed : criteria[index];
        }

        return replaced;
    }

    internal static ReleaseState With(this ReleaseState state, CriterionProgress changed) => state with
    {
        Progress = state.Progress! with
        {
            Criteria = Replaced(state.Progress.Criteria, changed),
        },
    };
}
