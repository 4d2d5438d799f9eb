using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>The exposure works, is measured and judged. The release goes on when the bake is over, all is judged and the gates are open.</summary>
internal static class Baking
{
    /// <summary>Measure and look at what is due, else wait for the first thing that can change anything.</summary>
    internal static Step Next(ReleaseState state, DateTimeOffset now)
    {
        Effect? due = Drifting.Due(state, now);
        due ??= Judging.Due(state, now);
        due ??= Checking.Due(state, now);
        due ??= state.Doing == Doing.Baking ? Looking.Due(state, now) : null;
        if (due is not null)
        {
            return new Step.Do(due);
        }

        return Deadlines.Next(state, now) is { } ahead
            ? new Step.Wait(ahead)
            : throw new InvalidOperationException($"Release '{state.Id}' would wait for nothing at stage {state.Stage}.");
    }

    /// <summary>Begins a stage: the exposure is in force from now on.</summary>
    internal static ReleaseState Begin(ReleaseState state, int index, DateTimeOffset now)
    {
        var stage = state.Course.Stages[index];
        // Clients refresh their flags on their own schedule; what they do before that says nothing of this exposure.
        var refresh = state.Course.Environment(stage.Environment).ClientRefresh;
        var seen = stage.Watch ? Latest(now, state.Progress!.WindowsFrom) : now + refresh;
        var next = At(state, index, seen, now);
        var text = (stage.Watch, stage.Bake == TimeSpan.Zero) switch
        {
            (true, _) => $"{stage.Environment}: {stage.ExposureText}, watched for {Say.Span(stage.Bake)}",
            (_, true) => $"{stage.Environment}: {stage.ExposureText}, confirmed; it does not bake",
            _ when next.Progress!.TakeUp is { } waiting => $"{stage.Environment}: {stage.ExposureText}, confirmed; it bakes for {Say.Span(stage.Bake)} once clients are seen to have it, which is waited for until {waiting.Until.UtcDateTime:HH:mm:ss}",
            _ => $"{stage.Environment}: {stage.ExposureText}, confirmed; clients have it in {Say.Span(refresh)}, then it bakes for {Say.Span(stage.Bake)}",
        };
        return next.Record(now, TimelineKinds.Exposed, text);
    }

    /// <summary>The exposure in force has become another one, or was written again: what was measured until now does not speak of it.</summary>
    internal static ReleaseState Anew(ReleaseState state, DateTimeOffset now)
    {
        var stage = state.Course.Stages[state.Stage];
        var refresh = state.Course.Environment(stage.Environment).ClientRefresh;
        var next = At(state, state.Stage, now + refresh, now);
        return (next with { Progress = next.Progress! with { PromotedBy = state.Progress?.PromotedBy } })
            .Record(now, TimelineKinds.Exposed, $"{stage.Environment}: clients have what stands there now in {Say.Span(refresh)}, then {stage.Name} bakes anew for {Say.Span(stage.Bake)}");
    }

    private static ReleaseState At(ReleaseState state, int index, DateTimeOffset seen, DateTimeOffset now)
    {
        var stage = state.Course.Stages[index];
        var look = state.Course.Environment(stage.Environment).DriftCheck;
        return state with
        {
            Doing = Doing.Baking,
            Stage = index,
            Retry = null,
            Approval = null,
            Entry = null,
            Window = null,
            Checks = [],
            Progress = new StageProgress(
                seen,
                stage.Bake == TimeSpan.Zero ? now : seen + stage.Bake,
                [.. stage.Criteria.Select(name => new CriterionProgress(name))],
                NextLook: look > TimeSpan.Zero ? now + look : null,
                TakeUp: TakingUp.Begin(state, stage, seen),
                ExposedAt: state is { Stage: >= 0, Progress.ExposedAt: { } since } && state.Course.Stages[state.Stage].Environment == stage.Environment ? since : now,
                LooksEarly: state.Course.EarlyLooks && Moving.Grows(state, index)),
        };
    }

    /// <summary>What the clock alone decides.</summary>
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now)
    {
        state = Gates.Settle(state, now);
        return state switch
        {
            { Doing: not Doing.Baking } => state,
            { InboxDue: true } when (Gates.AreOpen(state, now) || state.Hold is { IsGeneral: true }) && Obstacles.Of(state) is { } obstacle && now >= obstacle.Until =>
                Failing.GiveUp(state, $"{obstacle.What} for {Say.Span(now - obstacle.Since)}: {obstacle.Reason}", now),
            // Somebody has rung: an abort must not come second to going on, nor to completing.
            { InboxDue: true } => state,
            _ when !Gates.AreOpen(state, now) => state with { LookedAt = null },
            _ => GoOn(state, now),
        };
    }

    private static ReleaseState GoOn(ReleaseState state, DateTimeOffset now)
    {
        var index = state.Stage + 1;
        if (index == state.Course.Stages.Count)
        {
            return Ending.End(Passed(state, now), ReleaseOutcome.Completed, $"went through {Say.Many(state.Course.Stages.Count(stage => !stage.Watch), "stage")}", now);
        }

        var stage = state.Course.Stages[index];
        if (stage.Watch)
        {
            // Watching writes nothing, so nothing has to let it.
            return Begin(Passed(state, now), index, now);
        }

        state = Gates.Settle(state, stage, now);
        return state.Doing == Doing.Baking && Gates.AreOpen(state, stage, now) ? Exposing.Begin(Passed(state, now)) : state;
    }

    private static ReleaseState Passed(ReleaseState state, DateTimeOffset now) => state.Progress switch
    {
        null => state,
        { PromotedBy: { } person } => state.Record(now, TimelineKinds.StageUnjudged, $"{state.StageName()} goes on unjudged: promoted by {person}"),
        { Criteria.Count: 0 } => state.Record(now, TimelineKinds.StagePassed, $"{state.StageName()} is done; it has no criteria"),
        { Criteria: var criteria } when criteria.All(criterion => Judging.IsDryRun(state, criterion)) =>
            state.Record(now, TimelineKinds.StageUnjudged, $"{state.StageName()} goes on unjudged: {Summary(state, criteria)}"),
        { Criteria: var criteria } when criteria.Any(criterion => !Judging.HasPassed(state, criterion) && !Judging.IsDryRun(state, criterion)) =>
            state.Record(now, TimelineKinds.StageUnjudged, $"{state.StageName()} goes on unjudged: {Summary(state, criteria)}"),
        { Criteria: var criteria } => state.Record(now, TimelineKinds.StagePassed, $"{state.StageName()} passed: {Summary(state, criteria)}"),
    };

    private static string Summary(ReleaseState state, IReadOnlyList<CriterionProgress> criteria) => string.Join(", ", criteria.Select(criterion =>
    {
        var passes = $"{criterion.Valid - criterion.Failures} of {Say.Many(criterion.Valid, "measurement")} passed";
        return Judging.IsDryRun(state, criterion) ? $"{criterion.Name} {passes} in its dry run" : Judging.HasPassed(state, criterion) ? $"{criterion.Name} {passes}" : $"{criterion.Name} could not be judged ({passes}), and the plan lets that pass";
    }));

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
