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
}
