using Releases.Exposures;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// Writing the next stage's exposure: the only place from which exposure grows. Right before each write the gates are looked at again and
/// the inbox is read. Each flag is written on the condition that it still is what we last saw or wrote; without a clear answer the same
/// write is repeated, and nothing goes on. Order groups are written one after the other, each once the one before it is confirmed.
/// </summary>
internal static class Exposing
{
    /// <summary>
    /// Reading the inbox comes first: a hold or an abort that was acknowledged counts even if its doorbell was lost, and so does a halt or a
    /// freeze.
    /// </summary>
    internal static ReleaseState Begin(ReleaseState state) => state with { Doing = Doing.Exposing, Retry = null, InboxDue = true, LookedAt = null };

    /// <summary>Writes if it may; the stage in force is measured and judged all the while.</summary>
    internal static Step Next(ReleaseState state, DateTimeOffset now)
    {
        if (!MayWrite(state, now))
        {
            // Stages that do not bake have no wait between them before which they would be shown.
            return state.IsFull() && state.PublishRetry.IsDue(now) ? Publishing.Now(state, now) : Baking.Next(state, now);
        }

        var stage = Target(state);
        var targets = state.Flags.Where(flag => flag.Writing && IsTarget(state, flag)).Select(flag => new ExposeTarget(flag.Key, flag.ETag, $"{state.Id}.{state.Stage + 1}", stage.ExposureOf(flag.Key)));
        return new Step.Do(new Effect.Expose(
            stage.Environment,
            state.Base ?? state.Capture!,
            state.SyncTokens.GetValueOrDefault(stage.Environment),
            [.. targets],
            Moving.IsGuarded(state, stage) ? state.LookedAt + LifecycleDefaults.WriteWithin : null));
    }

    /// <summary>What the clock alone decides. A flag that is about to be written is marked as such before, so that it is put back whatever happens.</summary>
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now)
    {
        state = Gates.Settle(state, now);
        if (state.Doing == Doing.Exposing && Gates.AreOpen(state, now))
        {
            state = Gates.Settle(state, Target(state), now);
        }

        return state switch
        {
            { Doing: not Doing.Exposing } => state,
            _ when Obstacles.Of(state) is { } obstacle && now >= obstacle.Until => Failing.GiveUp(state, $"{obstacle.What} for {Say.Span(now - obstacle.Since)}: {obstacle.Reason}", now),
            _ when !IsReady(state, now) => state with { LookedAt = null },
            _ when !MayWrite(state, now) => state with { InboxDue = true },
            _ => state with { Flags = [.. state.Flags.Select(flag => IsTarget(state, flag) ? flag with { Writing = true } : flag)] },
        };
    }

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.Exposed exposed, DateTimeOffset now)
    {
        var (stage, group) = (Target(state), Group(state));
        state = Remember(state, stage, exposed) with { LookedAt = null };
        var impossible = exposed.Results.OfType<FlagWriteResult.Impossible>().ToList();
        if (impossible.Count > 0)
        {
            return Failing.Begin(state, $"{stage.Name} cannot be written: {Say.List(impossible.Select(flag => $"{flag.Key}: {Reason(flag.Reason)}"))}", now);
        }

        var drifted = exposed.Results.OfType<FlagWriteResult.Drifted>().ToList();
        if (drifted.Count > 0)
        {
            return Drifting.Begin(state, [.. drifted.Select(flag => new DriftedFlag(stage.Environment, flag.Key, flag.Difference, flag.Found))], now);
        }

        var locked = exposed.Results.OfType<FlagWriteResult.Locked>().ToList();
        if (locked.Count > 0)
        {
            return Holding.Begin(state, HoldKind.Locked, $"flags of {stage.Environment} are locked (read-only): {Say.List(locked.Select(flag => flag.Key))}", now);
        }

        var open = state.Flags.Where(flag => IsOpen(state, flag)).ToList();
        var unknown = open.Where(flag => state.Course.OrderOf(flag.Key) == group).ToList();
        return (open.Count, unknown.Count) switch
        {
            (0, _) => Baking.Begin(state, state.Stage + 1, now),
            (_, 0) => Begin(state).Record(now, TimelineKinds.GroupExposed, $"{stage.Environment}: order group {group} of {stage.Name} confirmed ({Say.List(exposed.Results.Select(result => result.Key))}), {Say.Many(open.Count, "flag")} to go", stage: stage.Name),
            _ => Repeat(state, stage, Say.List(unknown.Select(flag => WhyUnknown(exposed, flag.Key))), now),
        };
    }

    private static bool MayWrite(ReleaseState state, DateTimeOffset now) =>
        IsReady(state, now) && Restraining.HasLooked(state, now);

    /// <summary>All that lets the write be made, but the reading right before it.</summary>
    private static bool IsReady(ReleaseState state, DateTimeOffset now) =>
        Gates.AreOpen(state, Target(state), now) && state.Retry.IsDue(now) && !state.InboxDue && !(state.IsFull() && Moving.IsGuarded(state, Target(state)));

    private static ReleaseState Repeat(ReleaseState state, CourseStage stage, string reason, DateTimeOffset now)
    {
        var first = state.Retry is null;
        state = state with { Retry = state.Retry.Again(reason, now, LifecycleDefaults.LongestRetry) };
        return first
            ? state.Record(now, TimelineKinds.Trouble, $"{stage.Environment} gave no clear answer ({reason}); the same write is repeated, on the same condition", stage: stage.Name)
            : state;
    }

    private static ReleaseState Remember(ReleaseState state, CourseStage stage, ReleaseEvent.Exposed exposed)
    {
        var results = exposed.Results.ToDictionary(result => result.Key);
        FlagProgress Update(FlagProgress flag) => IsTarget(state, flag) && results.TryGetValue(flag.Key, out var result)
            ? result switch
            {
                FlagWriteResult.Confirmed confirmed => flag with { ETag = confirmed.ETag, Writing = false, Touched = true, Yielded = false, ConfirmedStage = state.Stage + 1 },
                FlagWriteResult.Unknown => flag with { Touched = true },
                _ => flag with { Writing = false },
            }
            : flag;

        return state with { Flags = [.. state.Flags.Select(Update)], SyncTokens = state.SyncTokens.With(stage.Environment, exposed.SyncToken) };
    }

    /// <summary>Whether the flag belongs to the write that is next: those without a confirmation, of the lowest order group that has some.</summary>
    private static bool IsTarget(ReleaseState state, FlagProgress flag) => IsOpen(state, flag) && state.Course.OrderOf(flag.Key) == Group(state);

    private static bool IsOpen(ReleaseState state, FlagProgress flag)
    {
        var stage = Target(state);
        return flag.Environment == stage.Environment && flag.ConfirmedStage <= state.Stage && stage.Writes(flag.Key);
    }

    private static int Group(ReleaseState state) => state.Flags.Where(flag => IsOpen(state, flag)).Select(flag => state.Course.OrderOf(flag.Key)).DefaultIfEmpty().Min();

    private static string WhyUnknown(ReleaseEvent.Exposed exposed, string key) =>
        $"{key}: {Reason(exposed.Results.OfType<FlagWriteResult.Unknown>().FirstOrDefault(result => result.Key == key)?.Reason ?? "no answer")}";

    private static string Reason(string text) => Say.Short(text, LifecycleDefaults.ReasonLength);

    internal static CourseStage Target(ReleaseState state) => state.Course.Stages[state.Stage + 1];
}
