using Releases.Exposures;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// Writing the next stage's exposure: the only place from which exposure grows. Each flag is written on the condition that it still is
/// what we last saw or wrote; without a clear answer the same write is repeated, and nothing goes on.
/// </summary>
internal static class Exposing
{
    internal static Step Next(ReleaseState state, DateTimeOffset now) => state.Hold is null && state.Retry.IsDue(now)
        ? new Step.Do(Effect(state))
        : Baking.Next(state, now);

    /// <summary>What the clock alone decides.</summary>
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now)
    {
        state = Holding.Settle(state, now);
        return state.Doing == Doing.Exposing && state.Retry is { } retry && now >= retry.Since + state.Course.HoldLimit
            ? RollingBack.Begin(state, $"the flags of {Target(state).Environment} could not be written for {Say.Span(now - retry.Since)}: {retry.Reason}", now)
            : state;
    }

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.Exposed exposed, DateTimeOffset now)
    {
        var stage = Target(state);
        state = Remember(state, stage, exposed);
        var impossible = exposed.Results.OfType<FlagWriteResult.Impossible>().ToList();
        if (impossible.Count > 0)
        {
            return RollingBack.Begin(state, $"{stage.Name} cannot be written: {Join(impossible.Select(flag => $"{flag.Key}: {flag.Reason}"))}", now);
        }

        var drifted = exposed.Results.OfType<FlagWriteResult.Drifted>().ToList();
        if (drifted.Count > 0)
        {
            var reason = $"somebody else has changed {Join(drifted.Select(flag => $"{flag.Key} in {stage.Environment} ({flag.Difference})"))}";
            return Holding.Begin(state, HoldKind.Drift, reason, now);
        }

        var locked = exposed.Results.OfType<FlagWriteResult.Locked>().ToList();
        if (locked.Count > 0)
        {
            return Holding.Begin(state, HoldKind.Locked, $"{Join(locked.Select(flag => flag.Key))} in {stage.Environment} is locked (read-only)", now);
        }

        var unknown = exposed.Results.OfType<FlagWriteResult.Unknown>().ToList();
        return unknown.Count == 0
            ? Baking.Begin(state, state.Stage + 1, now)
            : Repeat(state, stage, Join(unknown.Select(flag => $"{flag.Key}: {flag.Reason}")), now);
    }

    private static ReleaseState Repeat(ReleaseState state, CourseStage stage, string reason, DateTimeOffset now)
    {
        var first = state.Retry is null;
        state = state with { Retry = state.Retry.Again(reason, now, LifecycleDefaults.LongestRetry) };
        return first
            ? state.Record(now, TimelineKinds.Trouble, $"{stage.Environment} gave no clear answer ({reason}); the same write is repeated", stage: stage.Name)
            : state;
    }

    private static ReleaseState Remember(ReleaseState state, CourseStage stage, ReleaseEvent.Exposed exposed)
    {
        var results = exposed.Results.ToDictionary(result => result.Key);
        FlagProgress Update(FlagProgress flag) => flag.Environment == stage.Environment && results.TryGetValue(flag.Key, out var result)
            ? result switch
            {
                FlagWriteResult.Confirmed confirmed => flag with { ETag = confirmed.ETag, Touched = true, ConfirmedStage = state.Stage + 1 },
                FlagWriteResult.Unknown => flag with { Touched = true },
                _ => flag,
            }
            : flag;

        return state with { Flags = [.. state.Flags.Select(Update)], SyncTokens = state.SyncTokens.With(stage.Environment, exposed.SyncToken) };
    }

    private static Effect.Expose Effect(ReleaseState state)
    {
        var stage = Target(state);
        var targets = state.Flags
            .Where(flag => flag.Environment == stage.Environment && stage.Moves.Contains(flag.Key) && flag.ConfirmedStage <= state.Stage)
            .Select(flag => new ExposeTarget(flag.Key, flag.ETag, $"{state.Id}.{state.Stage + 1}"));
        return new Effect.Expose(stage.Environment, state.Capture!, state.SyncTokens.GetValueOrDefault(stage.Environment), stage.Exposure, [.. targets]);
    }

    private static CourseStage Target(ReleaseState state) => state.Course.Stages[state.Stage + 1];

    private static string Join(IEnumerable<string> parts) => string.Join("; ", parts);
}
