namespace Releases.Lifecycle;

/// <summary>
/// Every decision that a release ever takes, with its reason. No clock, no I/O: the same state, event and time give the same answer.
/// <see cref="Next"/> says what is to be done; <see cref="Apply"/> says what it leads to. <see cref="ReleaseFlow"/> is how the two are used.
/// </summary>
public static class ReleaseMachine
{
    /// <summary>
    /// What comes next, for a state that was just told that time has passed until <paramref name="now"/>. People first: a signal is read
    /// before anything else is begun.
    /// </summary>
    public static Step Next(ReleaseState state, DateTimeOffset now)
    {
        // The end is shown before the inbox is read for the last time: from then on a signal is refused where it comes in.
        var last = state.Doing == Doing.Ended && Publishing.IsOpen(state);
        if (state.InboxDue && !last && state.InboxRetry.IsDue(now))
        {
            return new Step.Do(new Effect.ReadInbox(state.Id, Restraining.GrowsIn(state, now)));
        }

        var step = state.Doing switch
        {
            Doing.Leasing => Leasing.Next(state, now),
            Doing.Capturing => Capturing.Next(state, now),
            Doing.Baking => Baking.Next(state, now),
            Doing.Exposing => Exposing.Next(state, now),
            Doing.Repairing => Repairing.Next(state, now),
            Doing.RollingBack => RollingBack.Next(state, now),
            Doing.Frozen => Freezing.Next(state),
            Doing.Ended => Leasing.AtTheEnd(state, now),
            _ => throw new InvalidOperationException($"A release cannot be at '{state.Doing}'."),
        };
        return step is Step.Do ? step : Publishing.Before(step, state, now);
    }

    /// <summary>What an event leads to. An event that fits nothing the release is at is an error in the driver, and says so.</summary>
    public static ReleaseState Apply(ReleaseState state, ReleaseEvent happened, DateTimeOffset now) => (happened, state.Doing) switch
    {
        (ReleaseEvent.TimePassed, Doing.Leasing) => Leasing.Settle(state, now),
        (ReleaseEvent.TimePassed, Doing.Baking) => Baking.Settle(state, now),
        (ReleaseEvent.TimePassed, Doing.Exposing) => Exposing.Settle(state, now),
        (ReleaseEvent.TimePassed, Doing.Repairing) => Repairing.Settle(state, now),
        (ReleaseEvent.TimePassed, Doing.Frozen) => Freezing.Settle(state, now),
        (ReleaseEvent.TimePassed, _) => state,
        (ReleaseEvent.DoorbellRang, _) => state with { InboxDue = true },
        (ReleaseEvent.InboxRead inbox, _) => Restraining.Apply(Signals.Apply(state, inbox.Signals, now), inbox.Standing, now),
        (ReleaseEvent.InboxUnreadable unreadable, _) => state with { InboxRetry = state.InboxRetry.Again(unreadable.Reason, now, LifecycleDefaults.LongestInboxRetry) },
        (ReleaseEvent.Published, _) => Recording.Published(state, now),
        (ReleaseEvent.PublishFailed failed, _) => state with { PublishRetry = state.PublishRetry.Again(failed.Reason, now, LifecycleDefaults.LongestRetry) },
        (ReleaseEvent.LeasesTaken taken, Doing.Leasing) => Leasing.Apply(state, taken, now),
        (ReleaseEvent.LeasesBusy busy, Doing.Leasing) => Leasing.Apply(state, busy, now),
        (ReleaseEvent.LeasesRefused refused, Doing.Leasing) => Leasing.Apply(state, refused, now),
        (ReleaseEvent.LeasesUnclear unclear, Doing.Leasing) => Leasing.Apply(state, unclear, now),
        (ReleaseEvent.LeasesFreed, Doing.Ended) => state with { MayHoldLeases = false, Retry = null },
        (ReleaseEvent.LeasesUnclear unclear, Doing.Ended) => state with { Retry = state.Retry.Again(unclear.Reason, now, LifecycleDefaults.LongestRetry) },
        (ReleaseEvent.Captured captured, Doing.Capturing) => Capturing.Apply(state, captured, now),
        (ReleaseEvent.CaptureRefused refused, Doing.Capturing) => Capturing.Apply(state, refused, now),
        (ReleaseEvent.CaptureFailed failed, Doing.Capturing) => Capturing.Apply(state, failed, now),
        (ReleaseEvent.Measured measured, Doing.Baking or Doing.Exposing) => Judging.Apply(state, measured.Measurements, now),
        (ReleaseEvent.Exposed exposed, Doing.Exposing) => Exposing.Apply(state, exposed, now),
        (ReleaseEvent.Exposed exposed, Doing.Repairing) => Repairing.Apply(state, exposed, now),
        (ReleaseEvent.Looked looked, Doing.Baking) => Looking.Apply(state, looked, now),
        (ReleaseEvent.Adopted adopted, _) when state.Adoption is not null => Drifting.Apply(state, adopted, now),
        (ReleaseEvent.AdoptionMissed missed, _) when state.Adoption is not null => Drifting.Apply(state, missed, now),
        (ReleaseEvent.AdoptionRefused refused, _) when state.Adoption is not null => Drifting.Apply(state, refused, now),
        (ReleaseEvent.AdoptionFailed failed, _) when state.Adoption is not null => Drifting.Apply(state, failed, now),
        (ReleaseEvent.Restored restored, Doing.RollingBack) => RollingBack.Apply(state, restored, now),
        _ => throw new InvalidOperationException($"'{happened.GetType().Name}' cannot happen while a release is at '{state.Doing}'."),
    };
}
