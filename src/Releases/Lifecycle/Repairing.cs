using Releases.Exposures;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// Writing the exposure in force again, because a person wants somebody else's change gone. Each flag is written on the condition of the
/// version that the person was shown; nothing is measured meanwhile, as nobody knows what is exposed, and then the stage bakes anew.
/// </summary>
internal static class Repairing
{
    internal static ReleaseState Begin(ReleaseState state) => state with { Doing = Doing.Repairing, Retry = null, Approval = null, InboxDue = true, LookedAt = null };

    internal static Step Next(ReleaseState state, DateTimeOffset now)
    {
        if (Drifting.Due(state, now) is { } adopt)
        {
            return new Step.Do(adopt);
        }

        if (!MayWrite(state, now))
        {
            return new Step.Wait(Deadlines.Next(state, now) ?? now + LifecycleDefaults.LongestRetry);
        }

        var written = Targets(state);
        var stage = state.Course.Stages[written[0].ConfirmedStage];
        return new Step.Do(new Effect.Expose(
            stage.Environment,
            state.Base ?? state.Capture!,
            state.SyncTokens.GetValueOrDefault(stage.Environment),
            [.. written.Select(flag => new ExposeTarget(flag.Key, flag.ETag, $"{state.Id}.{flag.ConfirmedStage}.{flag.Again}", stage.ExposureOf(flag.Key)))],
            state.LookedAt + LifecycleDefaults.WriteWithin));
    }

    /// <summary>The environment that is written to next: a halt or a freeze there stands against this as against any growth.</summary>
    internal static string? EnvironmentOf(ReleaseState state) => Targets(state) is [var flag, ..] ? flag.Environment : null;

    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now)
    {
        state = Restraining.Settle(Holding.Settle(state, now), now);
        state = state.Doing == Doing.Repairing ? Entering.Lapse(state, now) : state;
        state = state.Doing == Doing.Repairing && StageOf(state) is { } stage ? Windowing.Settle(Entering.Begin(state, stage, TimeSpan.Zero, now), stage, now) : state;
        return state switch
        {
            { Doing: not Doing.Repairing } => state,
            _ when Obstacles.Of(state) is { } obstacle && now >= obstacle.Until => Failing.GiveUp(state, $"{obstacle.What} for {Say.Span(now - obstacle.Since)}: {obstacle.Reason}", now),
            _ when !IsReady(state, now) => state with { LookedAt = null },
            _ when !Restraining.HasLooked(state, now) => state with { InboxDue = true },
            _ => state,
        };
    }

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.Exposed exposed, DateTimeOffset now)
    {
        var asked = Targets(state);
        var environment = asked[0].Environment;
        var results = exposed.Results.ToDictionary(result => result.Key);
        FlagProgress Update(FlagProgress flag) => asked.Contains(flag) && results.TryGetValue(flag.Key, out var result)
            ? result switch
            {
                FlagWriteResult.Confirmed confirmed => flag with { ETag = confirmed.ETag, Yielded = false, Again = 0 },
                FlagWriteResult.Drifted or FlagWriteResult.Impossible => flag with { Yielded = false, Again = 0 },
                _ => flag,
            }
            : flag;
        state = state with { Flags = [.. state.Flags.Select(Update)], SyncTokens = state.SyncTokens.With(environment, exposed.SyncToken), LookedAt = null };
        if (exposed.Results.OfType<FlagWriteResult.Impossible>().FirstOrDefault() is { } impossible)
        {
            return Failing.Begin(state, $"{impossible.Key} cannot be written again: {Say.Short(impossible.Reason, LifecycleDefaults.ReasonLength)}", now);
        }

        var drifted = exposed.Results.OfType<FlagWriteResult.Drifted>().Select(flag => new DriftedFlag(environment, flag.Key, flag.Difference, flag.Found)).ToList();
        if (drifted.Count > 0)
        {
            return Drifting.Begin(state with { Doing = Doing.Baking }, drifted, now);
        }

        if (Targets(state).Count == 0)
        {
            return Baking.Anew(state, now);
        }

        var reasons = Say.List(exposed.Results.Select(Obstacle).OfType<string>());
        return reasons.Length == 0 ? Begin(state) : state with { Retry = state.Retry.Again(reasons, now, LifecycleDefaults.LongestRetry) };
    }

    private static bool MayWrite(ReleaseState state, DateTimeOffset now) => Restraining.HasLooked(state, now) && IsReady(state, now);

    private static bool IsReady(ReleaseState state, DateTimeOffset now) => state.Hold is null && (StageOf(state) is not { } stage || Windowing.IsOpen(state, stage, now)) && !Drifting.IsOpen(state) && state.Retry.IsDue(now) && !state.InboxDue && !state.IsFull();

    private static CourseStage? StageOf(ReleaseState state) => Targets(state) is [var flag, ..] ? state.Course.Stages[flag.ConfirmedStage] : null;

    /// <summary>What one effect writes: the flags of one stage and one order group, the lowest first.</summary>
    private static List<FlagProgress> Targets(ReleaseState state)
    {
        var open = state.Flags.Where(flag => flag.Again > 0).ToList();
        var ofStage = open.Where(flag => flag.ConfirmedStage == open[0].ConfirmedStage).ToList();
        return [.. ofStage.Where(flag => state.Course.OrderOf(flag.Key) == ofStage.Min(other => state.Course.OrderOf(other.Key)))];
    }

    private static string? Obstacle(FlagWriteResult result) => result switch
    {
        FlagWriteResult.Locked locked => $"{locked.Key}: locked (read-only)",
        FlagWriteResult.Unknown unknown => $"{unknown.Key}: {Say.Short(unknown.Reason, LifecycleDefaults.ReasonLength)}",
        _ => null,
    };
}
