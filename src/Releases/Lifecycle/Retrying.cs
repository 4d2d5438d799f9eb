using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>Repeating what has no clear answer, with pauses that double up to a cap.</summary>
internal static class Retrying
{
    internal static bool IsDue(this Retry? retry, DateTimeOffset now) => retry is null || now >= retry.At;

    internal static Retry Again(this Retry? retry, string reason, DateTimeOffset now, TimeSpan longest)
    {
        var attempt = (retry?.Attempt ?? 0) + 1;
        return new Retry(attempt, now + LifecycleDefaults.Pause(attempt, longest), retry?.Since ?? now, Say.Short(reason, LifecycleDefaults.EntryLength));
    }

    /// <summary>A person does not want to wait for the pause: what waits is tried now.</summary>
    internal static Taken AtOnce(ReleaseState state, DateTimeOffset now)
    {
        var asked = state.Progress?.Criteria.Any(criterion => criterion.RetryAt > now) == true;
        return state switch
        {
            { Doing: Doing.RollingBack, Retry: { } retry } => Taken.Yes(state with { Retry = retry with { At = now } }, "putting back is tried again at once"),
            { Doing: Doing.RollingBack } => Taken.Yes(state, "putting back is tried again at once"),
            { Doing: Doing.Leasing, Retry: { } retry } => Taken.Yes(state with { Retry = retry with { At = now } }, "its leases are tried again at once"),
            { Doing: Doing.Capturing, Retry: { } retry } => Taken.Yes(state with { Retry = retry with { At = now } }, "the capture is tried again at once"),
            { Retry: { } retry } => Taken.Yes(state with { Retry = retry with { At = now } }, "the write is tried again at once"),
            { Hold.Kind: HoldKind.Locked } => Taken.Yes(Holding.End(state, "the write is tried again", now), "the write is tried again at once"),
            { Progress: { } progress } when asked => Taken.Yes(
                state with { Progress = progress with { Criteria = [.. progress.Criteria.Select(criterion => criterion with { RetryAt = null })] } }, "telemetry is asked again at once"),
            _ => Taken.No(state, "nothing waits to be tried again"),
        };
    }
}
