using Releases.Plans;
using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// One release at a time holds a flag or a pipeline: all of its leases are taken before anything else, at once or not at all, and freed when it
/// is over. Nothing is written while it waits for others.
/// </summary>
internal static class Leasing
{
    internal static Step Next(ReleaseState state, DateTimeOffset now) => (state.Retry, state.Queueing) switch
    {
        ({ } retry, { } queueing) when now < retry.At => new Step.Wait(retry.At < queueing.Until ? retry.At : queueing.Until),
        ({ } retry, null) when now < retry.At => new Step.Wait(retry.At),
        _ => new Step.Do(new Effect.TakeLeases(state.Id, state.PlanHash, Capturing.Targets(state), state.Course.OnBusy, state.StartedBy, state.StartedAt)),
    };

    /// <summary>Gives up when others do not end.</summary>
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now) => state.Queueing is { } queueing && now >= queueing.Until
        ? Capturing.Refuse(state, $"waited for {Say.Span(now - queueing.Since)}, the limit: {queueing.For}", now)
        : state;

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.LeasesTaken taken, DateTimeOffset now)
    {
        var waited = state.Queueing is { } queueing ? $" after {Say.Span(now - queueing.Since)}" : "";
        var pipelines = taken.Pipelines == 0 ? "" : $" and {Say.Many(taken.Pipelines, "pipeline")}";
        return (state with { Doing = Doing.Capturing, Queueing = null, Retry = null })
            .Record(now, TimelineKinds.Leased, $"holds {Say.Many(taken.Flags, "flag")}{pipelines}{waited}; no other release can take them until this one is over");
    }

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.LeasesBusy busy, DateTimeOffset now)
    {
        var who = Say.Short(Say.List(busy.Conflicts.Select(conflict => conflict.ToString())), LifecycleDefaults.EntryLength / 2);
        if (state.Course.OnBusy == OnBusy.Refuse)
        {
            return Capturing.Refuse(state with { MayHoldLeases = false }, who, now);
        }

        var before = state.Queueing;
        var since = before?.Since ?? now;
        var next = state with
        {
            Queueing = new Queueing(who, since, since + state.Course.HoldLimit),
            Retry = (before is null ? null : state.Retry).Again(who, now, LifecycleDefaults.LongestRetry),
        };
        var asks = state.Course.OnBusy == OnBusy.Supersede ? "; asked to roll back, as this release supersedes it" : "";
        return before?.For == who
            ? next
            : next.Record(now, TimelineKinds.Queued, $"waits its turn: {who}{asks}; is refused in {Say.Span(since + state.Course.HoldLimit - now)} unless it gets it before");
    }

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.LeasesRefused refused, DateTimeOffset now) =>
        Capturing.Refuse(state with { MayHoldLeases = false }, Say.Short(refused.Reason, LifecycleDefaults.ReasonLength), now);

    /// <summary>They may be held now: what follows a refusal frees them.</summary>
    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.LeasesUnclear unclear, DateTimeOffset now)
    {
        var retry = state.Retry.Again(unclear.Reason, now, LifecycleDefaults.LongestRetry);
        return state.Queueing is null && retry.Attempt >= LifecycleDefaults.LeaseAttempts
            ? Capturing.Refuse(state, $"its leases could not be taken in {retry.Attempt} attempts: {retry.Reason}", now)
            : state with { Retry = retry };
    }

    /// <summary>A newer release wants what this one holds, or waits for: it goes back first.</summary>
    internal static ReleaseState Supersede(ReleaseState state, Signal signal, DateTimeOffset now)
    {
        var cause = $"superseded by {signal.Who()}{signal.Why()}";
        return RollingBack.Begin(state.Record(now, TimelineKinds.Superseded, cause), cause, now);
    }

    /// <summary>
    /// Freed before the end is shown, so that who waits for it finds them free; again and again until it worked, while everything else
    /// goes on to its end.
    /// </summary>
    internal static Step AtTheEnd(ReleaseState state, DateTimeOffset now) => state switch
    {
        { MayHoldLeases: false } => new Step.Finish(),
        { Retry: { } retry } when now < retry.At => new Step.Wait(retry.At),
        _ => new Step.Do(new Effect.FreeLeases(state.Id)),
    };
}
