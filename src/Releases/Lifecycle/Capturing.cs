using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>Reading every flag as it is, so that there is something to go back to. Nothing is written before this is done.</summary>
internal static class Capturing
{
    internal static Step Next(ReleaseState state, DateTimeOffset now) => state.Retry.IsDue(now)
        ? new Step.Do(new Effect.Capture(state.Id, state.PlanHash, Targets(state)))
        : new Step.Wait(state.Retry!.At);

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.Captured captured, DateTimeOffset now)
    {
        var kept = captured.Flags.Select(flag => (flag.Environment, flag.Key)).ToHashSet();
        var lost = Targets(state).SelectMany(target => target.Keys.Select(key => (target.Environment, key))).Where(flag => !kept.Contains(flag)).ToList();
        if (lost.Count > 0)
        {
            return Refuse(state, $"not every flag was captured: {Say.List(lost.Select(flag => $"{flag.key} of {flag.Environment}"))}", now);
        }

        var next = state with
        {
            Protective = captured.Protective ?? [],
            Doing = Doing.Baking,
            Retry = null,
            Capture = captured.Document,
            Flags = [.. captured.Flags.Select(flag => new FlagProgress(flag.Environment, flag.Key, flag.ETag))],
            SyncTokens = captured.SyncTokens,
        };
        var where = string.Join(", ", captured.Flags.GroupBy(flag => flag.Environment).Select(group => $"{Say.Many(group.Count(), "flag")} of {group.Key}"));
        return next.Record(now, TimelineKinds.Captured, $"captured {where}, with a break-glass script beside them");
    }

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.CaptureRefused refused, DateTimeOffset now) =>
        Refuse(state, Say.List(refused.Reasons.Select(reason => Say.Short(reason, LifecycleDefaults.ReasonLength))), now);

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.CaptureFailed failed, DateTimeOffset now)
    {
        var retry = state.Retry.Again(failed.Reason, now, LifecycleDefaults.LongestRetry);
        return retry.Attempt >= LifecycleDefaults.CaptureAttempts
            ? Refuse(state, $"the flags could not be captured in {retry.Attempt} attempts: {retry.Reason}", now)
            : state with { Retry = retry };
    }

    /// <summary>Ends a release that has written nothing.</summary>
    internal static ReleaseState Refuse(ReleaseState state, string reason, DateTimeOffset now) =>
        Ending.End(state, ReleaseOutcome.Refused, $"{reason}; nothing was written", now);

    internal static IReadOnlyList<CaptureTarget> Targets(ReleaseState state) =>
        [.. state.Flags.GroupBy(flag => flag.Environment).Select(environment => new CaptureTarget(environment.Key, [.. environment.Select(flag => flag.Key)]))];
}
