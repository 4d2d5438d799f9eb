using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>The exposure works, is measured and judged. The release goes on when the bake is over, all is judged and the gates are open.</summary>
internal static class Baking
{
    /// <summary>Measure what is due, else wait for the first thing that can change anything.</summary>
    internal static Step Next(ReleaseState state, DateTimeOffset now)
    {
        if (Judging.Due(state, now) is { } measure)
        {
            return new Step.Do(measure);
        }

        var ahead = Deadlines(state).Where(deadline => deadline > now).ToList();
        return ahead.Count > 0
            ? new Step.Wait(ahead.Min())
            : throw new InvalidOperationException($"Release '{state.Id}' would wait for nothing at stage {state.Stage}.");
    }

    /// <summary>Begins a stage: the exposure is in force from now on.</summary>
    internal static ReleaseState Begin(ReleaseState state, int index, DateTimeOffset now)
    {
        var stage = state.Course.Stages[index];
        // Clients refresh their flags on their own schedule; what they do before that says nothing of this exposure.
        var settles = stage.Watch || stage.Bake == TimeSpan.Zero ? TimeSpan.Zero : state.Course.Environment(stage.Environment).ClientRefresh;
        var from = now + settles;
        var next = state with
        {
            Doing = Doing.Baking,
            Stage = index,
            Retry = null,
            Approval = null,
            Progress = new StageProgress(from, from + stage.Bake, [.. stage.Criteria.Select(name => new CriterionProgress(name))]),
        };
        var text = (stage.Watch, stage.Bake == TimeSpan.Zero) switch
        {
            (true, _) => $"watching {stage.Environment} at {stage.Exposure} for {Say.Span(stage.Bake)}",
            (_, true) => $"{stage.Environment} is at {stage.Exposure}, confirmed",
            _ => $"{stage.Environment} is at {stage.Exposure}, confirmed; clients have it in {Say.Span(settles)}, then it bakes for {Say.Span(stage.Bake)}",
        };
        return next.Record(now, TimelineKinds.Exposed, text);
    }

    /// <summary>What the clock alone decides.</summary>
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now)
    {
        state = Holding.Settle(state, now);
        if (state.Doing == Doing.Baking && state.Progress is { PromotedBy: null })
        {
            state = Blindness.Settle(state, now);
        }

        return state.Doing == Doing.Baking && IsJudged(state, now) && state.Hold is null
            ? GoOn(state, now)
            : state;
    }

    private static bool IsJudged(ReleaseState state, DateTimeOffset now) => state.Progress is not { PromotedBy: null } progress
        || (now >= progress.BakeUntil && progress.Criteria.All(criterion => Judging.IsDecided(state, criterion)));

    private static ReleaseState GoOn(ReleaseState state, DateTimeOffset now)
    {
        var index = state.Stage + 1;
        if (index == state.Course.Stages.Count)
        {
            return Ending.End(Passed(state, now), ReleaseOutcome.Completed, $"all {state.Course.Stages.Count(stage => !stage.Watch)} stages were gone through", now);
        }

        var (waits, open) = Approving.Settle(state, index, now);
        if (!open)
        {
            return waits;
        }

        var passed = Passed(waits, now);
        return state.Course.Stages[index].Watch
            ? Begin(passed, index, now)
            : passed with { Doing = Doing.Exposing, Retry = null };
    }

    private static ReleaseState Passed(ReleaseState state, DateTimeOffset now) => state.Progress switch
    {
        null => state,
        { PromotedBy: { } person } => state.Record(now, TimelineKinds.StageUnjudged, $"{state.StageName()} goes on unjudged: promoted by {person}"),
        { Criteria.Count: 0 } => state.Record(now, TimelineKinds.StagePassed, $"{state.StageName()} is done; it has no criteria"),
        { Criteria: var criteria } => state.Record(now, TimelineKinds.StagePassed, $"{state.StageName()} passed: {string.Join(", ", criteria.Select(Summary))}"),
    };

    private static string Summary(CriterionProgress criterion) => criterion.Waived
        ? $"{criterion.Name} unjudged"
        : $"{criterion.Name} {criterion.Valid - criterion.Failures} of {Say.Many(criterion.Valid, "measurement")}";

    private static IEnumerable<DateTimeOffset> Deadlines(ReleaseState state)
    {
        foreach (var criterion in state.Progress?.Criteria ?? [])
        {
            yield return Windows.DueAt(state, criterion);
            yield return Blindness.DeadlineOf(state, criterion);
        }

        DateTimeOffset?[] others = [state.Progress?.BakeUntil, state.Hold?.Until, state.Approval?.Until, state.Retry?.At, state.Retry?.Since + state.Course.HoldLimit];
        foreach (var other in others)
        {
            if (other is { } at)
            {
                yield return at;
            }
        }
    }
}
