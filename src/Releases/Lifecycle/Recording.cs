using Releases.Judgement;
using Releases.Records;

namespace Releases.Lifecycle;

/// <summary>Writing to the timeline that the state carries until it is published.</summary>
internal static class Recording
{
    /// <summary>Adds an entry. While publishing fails for long, passing verdicts are left out so that the state stays small.</summary>
    internal static ReleaseState Record(this ReleaseState state, DateTimeOffset now, string kind, string text, Evidence? evidence = null, string? stage = null)
    {
        if (state.Unpublished.Count >= LifecycleDefaults.UnpublishedEntries && evidence?.Verdict == Verdict.Pass)
        {
            return state;
        }

        var entry = new TimelineEntry(state.Sequence + 1, now, kind, stage ?? state.StageName(), text, evidence);
        return state with { Sequence = entry.Sequence, Unpublished = [.. state.Unpublished, entry] };
    }

    /// <summary>Name of the stage in force, if any.</summary>
    internal static string? StageName(this ReleaseState state) => state.Stage < 0 ? null : state.Course.Stages[state.Stage].Name;
}
