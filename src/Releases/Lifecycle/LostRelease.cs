using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// A release whose driver has failed or forgotten it: somebody has ended its instance from outside, or a new version of the code could not
/// go on with it. What it did since its last known state is unknown, and every way on from here takes that into account.
/// </summary>
public static class LostRelease
{
    /// <summary>
    /// Goes on from the last state that is known. That is safe however old the state is, as long as it knows what was captured: what was
    /// written since carries the write ids that are intended again, or it is found to be drift, and held; and a way back concerns every flag,
    /// as any of them may have been written since.
    /// </summary>
    /// <param name="sequence">Number of the last entry that was published.</param>
    public static ReleaseState TakeUp(ReleaseState last, long sequence, string cause, DateTimeOffset now)
    {
        var state = last with
        {
            InboxDue = true,
            Sequence = Math.Max(last.Sequence, sequence),
            Flags = [.. last.Flags.Select(flag => flag with { Touched = true })],
            Unpublished = [.. last.Unpublished.Where(entry => entry.Sequence > sequence)],
        };
        return state.Record(now, TimelineKinds.Trouble, $"{Say.Short(cause, LifecycleDefaults.ReasonLength)}; it goes on from its last known state");
    }

    /// <summary>Rolls back all that was captured, as any of it may have been written; what never was, is found so and gets a new version only.</summary>
    /// <param name="start">The release's first state.</param>
    /// <param name="sequence">Number of the last entry that was published.</param>
    /// <param name="captured">What it had captured; nothing where no capture was kept, and so nothing was written.</param>
    public static ReleaseState RollBack(ReleaseState start, long sequence, ReleaseEvent.Captured? captured, string cause, DateTimeOffset now)
    {
        var state = start with
        {
            InboxDue = true,
            Sequence = sequence,
            Unpublished = [],
            Capture = captured?.Document,
            SyncTokens = captured?.SyncTokens ?? start.SyncTokens,
            Flags = [.. captured?.Flags.Select(flag => new FlagProgress(flag.Environment, flag.Key, flag.ETag, Touched: true)) ?? []],
        };
        return RollingBack.Begin(state, Say.Short(cause, LifecycleDefaults.ReasonLength), now);
    }
}
