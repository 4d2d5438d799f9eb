using System.Globalization;
using Releases.Exposures;
using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// Somebody else has changed a flag of this release. It is left as it is and shown; exposure does not grow until a person adopts it or
/// overwrites it, and what they decide on is the version that they were shown, never a later one.
/// </summary>
internal static class Drifting
{
    /// <summary>Whether a change waits for a person's decision.</summary>
    internal static bool IsOpen(ReleaseState state) => state.Flags.Any(flag => flag.Drift is not null);

    /// <summary>Marks and shows what was found. A person's hold and a failure's stay: they are the stronger ones.</summary>
    internal static ReleaseState Begin(ReleaseState state, IReadOnlyList<DriftedFlag> drifted, DateTimeOffset now)
    {
        var found = drifted.ToDictionary(flag => (flag.Environment, flag.Key));
        state = state with
        {
            Adoption = null,
            Flags = [.. state.Flags.Select(flag => found.TryGetValue((flag.Environment, flag.Key), out var drift) ? flag with { Drift = new Drift(drift.ETag, now) } : flag)],
        };
        var changed = Say.List(drifted.Select(flag => $"{flag.Key} ({Say.Short(flag.Difference, LifecycleDefaults.ReasonLength)})"));
        var reason = $"somebody else has changed flags of {drifted[0].Environment}, and they were left as they are: {changed}";
        return state.Hold?.Kind is HoldKind.Person or HoldKind.Failed
            ? state.Record(now, TimelineKinds.Drifted, reason)
            : Holding.Begin(state, HoldKind.Drift, reason, now);
    }

    /// <summary>A person's hold was over a change that still waits for a decision: that holds from here on.</summary>
    internal static ReleaseState HoldAgain(ReleaseState state, DateTimeOffset now) =>
        Holding.Begin(state, HoldKind.Drift, $"what somebody else has changed is neither adopted nor overwritten: {Keys(state)}", now);

    /// <summary>Takes over what stands there; it is read once more to be kept, and must still be what was shown.</summary>
    internal static Taken Adopt(ReleaseState state, Signal signal, DateTimeOffset now) => Refusal(state, signal) is { } refusal
        ? Taken.No(state, refusal)
        : Taken.Yes(
            (state with { Adoption = new Adoption($"{signal.Who()}{signal.Why()}", signal.Keep) })
                .Record(now, TimelineKinds.SignalAccepted, $"{signal.Who()} asked to adopt{signal.Why()}: {Keys(state)} is read and kept"),
            "what was shown is taken over");

    /// <summary>The next write of each flag carries the version that was shown; what is in force is written again at once.</summary>
    internal static Taken Overwrite(ReleaseState state, Signal signal, DateTimeOffset now)
    {
        if (Refusal(state, signal) is { } refusal)
        {
            return Taken.No(state, refusal);
        }

        var again = state.Doing == Doing.Baking;
        var then = again ? "the exposure in force is written again" : "the next write goes over it";
        var id = state.Sequence + 1;
        state = state.Record(now, TimelineKinds.Overwritten, $"{Keys(state)} to be overwritten, by {signal.Who()}{signal.Why()}: {then}, if it still is what was shown");
        state = state with
        {
            Flags = [.. state.Flags.Select(flag => flag.Drift is { } drift ? flag with { ETag = drift.ETag!, Drift = null, Yielded = true, Again = again ? id : 0 } : flag)],
        };
        return Taken.Yes(Release(again ? Repairing.Begin(state) : state, "overwritten", now), "overwritten by the next write");
    }

    internal static Effect.Adopt? Due(ReleaseState state, DateTimeOffset now) => state.Adoption is { } adoption && adoption.Retry.IsDue(now)
        ? new Effect.Adopt(
            state.Id,
            state.Capture!,
            state.Base ?? state.Capture!,
            adoption.Keep,
            [.. state.Flags.Where(flag => flag.Drift is not null).Select(flag => new AdoptTarget(flag.Environment, flag.Key, flag.Drift!.ETag!, Ahead(state, flag)))],
            state.SyncTokens)
        : null;

    /// <summary>The release goes on from what stands there. What was measured before was another exposure, so the stage bakes anew.</summary>
    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.Adopted adopted, DateTimeOffset now)
    {
        var back = state.Adoption!.Keep ? "a rollback goes back to it" : "a rollback still goes back to what was captured";
        state = state.Record(now, TimelineKinds.Adopted, $"{Keys(state)} adopted by {state.Adoption.By} as it stands: the release goes on from there; {back}");
        state = state with
        {
            Adoption = null,
            // Which way a stage moves was judged from what was captured and from what exposures were made from: of these nobody knows.
            Protective = [],
            Capture = adopted.CaptureDocument,
            Base = adopted.BaseDocument == adopted.CaptureDocument ? null : adopted.BaseDocument,
            Flags = [.. state.Flags.Select(flag => flag.Drift is { } drift ? flag with { ETag = drift.ETag!, Drift = null, Yielded = true } : flag)],
        };
        return Release(GoOn(state with { InboxDue = true }, now), "adopted", now);
    }

    /// <summary>Somebody was quicker: the person has to look again.</summary>
    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.AdoptionMissed missed, DateTimeOffset now) => Begin(state, missed.Drifted, now);

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.AdoptionRefused refused, DateTimeOffset now) => (state with { Adoption = null })
        .Record(now, TimelineKinds.Trouble, $"what stands there cannot be adopted: {Say.List(refused.Reasons.Select(reason => Say.Short(reason, LifecycleDefaults.ReasonLength)))}");

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.AdoptionFailed failed, DateTimeOffset now) =>
        state with { Adoption = state.Adoption! with { Retry = state.Adoption.Retry.Again(failed.Reason, now, LifecycleDefaults.LongestRetry) } };

    private static ReleaseState GoOn(ReleaseState state, DateTimeOffset now) => state switch
    {
        // Another flag's repair was broken off by this change.
        _ when state.Flags.Any(flag => flag.Again > 0) => Repairing.Begin(state),
        { Doing: Doing.Baking, Stage: >= 0 } => Baking.Anew(state, now),
        _ => state,
    };

    private static IReadOnlyList<Exposure> Ahead(ReleaseState state, FlagProgress flag) =>
        [.. state.Course.Stages.Skip(state.Stage + 1).Where(stage => stage.Environment == flag.Environment && stage.Writes(flag.Key)).Select(stage => stage.ExposureOf(flag.Key)).Distinct()];

    private static ReleaseState Release(ReleaseState state, string how, DateTimeOffset now) => state.Hold switch
    {
        { Kind: HoldKind.Drift } => Holding.End(state, how, now),
        { Over.Kind: HoldKind.Drift } hold => state with { Hold = hold with { Over = null } },
        _ => state,
    };

    private static string? Refusal(ReleaseState state, Signal signal)
    {
        var drifts = state.Flags.Where(flag => flag.Drift is not null).ToList();
        var since = drifts.Select(flag => flag.Drift!.Since).DefaultIfEmpty().Max();
        return drifts switch
        {
            [] => "nobody else has changed a flag",
            _ when state.Adoption is not null => "it is being adopted",
            _ when drifts.Find(flag => flag.Drift!.ETag is null) is { } gone => $"{gone.Key} of {gone.Environment} has been deleted, and there is nothing to adopt or to overwrite: roll back",
            // Whoever asked before the last change was found has not seen it.
            _ when signal.At < since => string.Create(CultureInfo.InvariantCulture, $"the change was found at {since.UtcDateTime:HH:mm:ss}, after this was asked: look at it first"),
            _ => null,
        };
    }

    private static string Keys(ReleaseState state) =>
        Say.List(state.Flags.Where(flag => flag.Drift is not null).Select(flag => $"{flag.Key} in {flag.Environment}"), LifecycleDefaults.NamedFlags);
}
