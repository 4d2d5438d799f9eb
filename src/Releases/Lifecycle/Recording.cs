using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>Writing to the timeline that the state carries until it is published.</summary>
internal static class Recording
{
    /// <summary>
    /// Adds an entry. While publishing fails for long, what repeats itself is only counted, so that the state stays small; what the release
    /// decides is always kept.
    /// </summary>
    internal static ReleaseState Record(this ReleaseState state, DateTimeOffset now, string kind, string text, Evidence? evidence = null, string? stage = null)
    {
        if (state.IsFull() && Repeats(kind))
        {
            return state with { LeftOut = state.LeftOut + 1 };
        }

        var entry = new TimelineEntry(state.Sequence + 1, now, kind, stage ?? state.StageName(), Say.Short(text, LifecycleDefaults.EntryLength), evidence);
        return state with { Sequence = entry.Sequence, Unpublished = [.. state.Unpublished, entry] };
    }

    /// <summary>Publishing works again: nothing waits any more, and a gap in the timeline is said to be one.</summary>
    internal static ReleaseState Published(ReleaseState state, DateTimeOffset now)
    {
        var published = state with { Unpublished = [], Answers = [], PublishRetry = null, InboxRetry = state.InboxRetry is { } unread ? unread with { At = now } : null, LeftOut = 0 };
        return state.LeftOut == 0
            ? published
            : published.Record(now, TimelineKinds.Trouble, $"{Say.Count(state.LeftOut)} verdicts and holds before this are missing here: the records could not be written for {Say.Span(now - (state.PublishRetry?.Since ?? now))}");
    }

    /// <summary>Whether so much is unpublished that exposure does not grow until it is.</summary>
    internal static bool IsFull(this ReleaseState state) => state.Unpublished.Count >= LifecycleDefaults.UnpublishedEntries;

    /// <summary>Name of the stage in force, if any.</summary>
    internal static string? StageName(this ReleaseState state) => state.Stage < 0 ? null : state.Course.Stages[state.Stage].Name;

    private static bool Repeats(string kind) =>
        kind is TimelineKinds.Verdict or TimelineKinds.Drifted or TimelineKinds.Held or TimelineKinds.Resumed or TimelineKinds.Trouble
            or TimelineKinds.SignalRefused or TimelineKinds.SignalAccepted or TimelineKinds.Queued;
}
