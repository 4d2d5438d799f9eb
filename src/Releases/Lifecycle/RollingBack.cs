using Releases.Exposures;
using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// Going back: everything that this release has written, or may have, becomes what was captured, and is read back. Nothing stops it;
/// what cannot be put back calls people and is tried again and again, while all the rest is restored without waiting for it. Order groups go
/// back in reverse, each begun when the one before it has its answers.
/// </summary>
internal static class RollingBack
{
    internal static ReleaseState Begin(ReleaseState state, string cause, DateTimeOffset now)
    {
        state = state with { Hold = null, Freeze = null, Adoption = null, Entry = null, Window = null, Checks = [], Retry = null, Approval = null, Rollback = new Rollback(cause, now) };
        var back = state.Course.Environments
            .Select(environment => (environment.Name, Flags: state.Flags.Count(flag => flag.Environment == environment.Name && IsOpen(flag))))
            .Where(environment => environment.Flags > 0)
            .ToList();
        return back.Count > 0
            ? (state with { Doing = Doing.RollingBack }).Record(
                now,
                TimelineKinds.RollbackStarted,
                $"{cause}; putting back {string.Join(", then ", back.Select(environment => $"{Say.Many(environment.Flags, "flag")} of {environment.Name}"))}")
            : Ending.End(state, ReleaseOutcome.RolledBack, $"{cause}; nothing had been written", now);
    }

    internal static Step Next(ReleaseState state, DateTimeOffset now)
    {
        if (!state.Retry.IsDue(now))
        {
            return new Step.Wait(state.Retry!.At);
        }

        var targets = state.Course.Environments.SelectMany(environment => TargetsOf(state, environment.Name));
        return new Step.Do(new Effect.Restore(state.Id, state.Capture!, (state.Retry?.Attempt ?? 0) + 1, [.. targets]));
    }

    /// <summary>One environment's order groups, the highest first: what was turned on last is turned off first.</summary>
    private static IEnumerable<RestoreTarget> TargetsOf(ReleaseState state, string environment) => state.Flags
        .Where(flag => flag.Environment == environment && IsOpen(flag))
        .GroupBy(flag => state.Course.OrderOf(flag.Key))
        .OrderByDescending(group => group.Key)
        .Select(group => new RestoreTarget(environment, state.SyncTokens.GetValueOrDefault(environment), [.. group.Select(flag => flag.Key)], Yielded(group)));

    private static Dictionary<string, string>? Yielded(IEnumerable<FlagProgress> flags)
    {
        var yielded = flags.Where(flag => flag.Yielded).ToDictionary(flag => flag.Key, flag => flag.ETag);
        return yielded.Count > 0 ? yielded : null;
    }

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.Restored restored, DateTimeOffset now)
    {
        foreach (var groups in restored.Environments.GroupBy(environment => environment.Environment))
        {
            // People are told of an environment at once, however many groups it has.
            var token = groups.Select(group => group.SyncToken).LastOrDefault(token => token is not null);
            state = Remember(state, new Restored(groups.Key, [.. groups.SelectMany(group => group.Results)], token), now);
        }

        var open = state.Flags.Where(IsOpen).ToList();
        if (open.Count == 0)
        {
            return Ending.End(state, ReleaseOutcome.RolledBack, state.Rollback!.Cause, now);
        }

        var reasons = Say.List(restored.Environments.SelectMany(environment => environment.Results.Select(result => Obstacle(environment.Environment, result)).OfType<string>()));
        state = state with { Retry = state.Retry.Again(reasons, now, LifecycleDefaults.LongestRestoreRetry) };
        var hopeless = open.Any(flag => flag.Back == WayBack.Blocked) || state.Retry.Attempt >= LifecycleDefaults.RestoreAttempts;
        return hopeless && !state.Rollback!.Failed ? CallPeople(state, open.Count, reasons, now) : state;
    }

    private static ReleaseState CallPeople(ReleaseState state, int open, string reasons, DateTimeOffset now)
    {
        return (state with { Rollback = state.Rollback! with { Failed = true } }).Record(
            now,
            TimelineKinds.RollbackFailed,
            $"{Say.Many(open, "flag")} could not be put back ({reasons}); it keeps trying, and the break-glass script (api/releases/{state.Id}/break-glass) restores them by hand{Failing.Steps(state)}");
    }

    private static ReleaseState Remember(ReleaseState state, Restored environment, DateTimeOffset now)
    {
        var results = environment.Results.ToDictionary(result => result.Key);
        FlagProgress Update(FlagProgress flag) => flag.Environment == environment.Environment && results.TryGetValue(flag.Key, out var result)
            ? flag with { Back = WayBackOf(result) }
            : flag;

        state = state with { Flags = [.. state.Flags.Select(Update)], SyncTokens = state.SyncTokens.With(environment.Environment, environment.SyncToken) };
        var restored = results.Values.Count(result => result is FlagRestoreResult.Restored);
        var leftOff = results.Values.OfType<FlagRestoreResult.LeftOff>().ToList();
        if (restored > 0)
        {
            state = state.Record(now, TimelineKinds.Restored, $"{environment.Environment}: {Say.Many(restored, "flag")} put back to what was captured, and read back");
        }

        return leftOff.Count == 0
            ? state
            : state.Record(now, TimelineKinds.Restored, $"{environment.Environment}: left off, as somebody has turned it off by hand: {Say.List(leftOff.Select(flag => $"{flag.Key} ({Say.Short(flag.Difference, LifecycleDefaults.ReasonLength)})"))}");
    }

    private static WayBack WayBackOf(FlagRestoreResult result) => result switch
    {
        FlagRestoreResult.Restored => WayBack.Restored,
        FlagRestoreResult.LeftOff => WayBack.LeftOff,
        FlagRestoreResult.Drifted or FlagRestoreResult.Locked => WayBack.Blocked,
        _ => WayBack.Open,
    };

    private static string? Obstacle(string environment, FlagRestoreResult result) => result switch
    {
        FlagRestoreResult.Drifted drifted => $"{drifted.Key} in {environment}: somebody else has changed it ({Say.Short(drifted.Difference, LifecycleDefaults.ReasonLength)})",
        FlagRestoreResult.Locked locked => $"{locked.Key} in {environment}: locked (read-only)",
        FlagRestoreResult.Unknown unknown => $"{unknown.Key} in {environment}: {Say.Short(unknown.Reason, LifecycleDefaults.ReasonLength)}",
        _ => null,
    };

    private static bool IsOpen(FlagProgress flag) => flag is { MayBeOurs: true, Back: WayBack.Open or WayBack.Blocked };
}
