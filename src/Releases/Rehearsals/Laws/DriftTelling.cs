using Releases.Lifecycle;

namespace Releases.Rehearsals.Laws;

/// <summary>What a release is told of somebody else's changes, and what people decide on them.</summary>
internal static class DriftTelling
{
    internal static Told Found(WatchedRelease release, Told told, IReadOnlyList<DriftedFlag> drifted)
    {
        foreach (var flag in drifted)
        {
            var at = (flag.Environment, flag.Key);
            told = told.With(at, told.Flags[at] with { Drift = (flag.ETag, release.Now) });
        }

        return drifted.Count == 0 ? told : told with { Obstructed = HoldKind.Drift, Adopting = null };
    }

    /// <summary>What stands there is what exposures are made from now on. What was measured before was another exposure.</summary>
    internal static Told Adopted(WatchedRelease release, Told told, ReleaseEvent.Adopted adopted)
    {
        told = told.With(flag => flag.Decided(again: flag.Again)) with { Capture = adopted.CaptureDocument, Base = adopted.BaseDocument, Protective = [], Adopting = null, Over = Before(told) };
        if (told.Flags.Values.Any(flag => flag.Again))
        {
            return told with { Approved = null, Asked = null };
        }

        return told is { Doing: Doing.Baking, StageIndex: >= 0 } ? Telling.Begin(release, told, told.StageIndex) : told;
    }

    /// <summary>What is in force is written again at once; what was about to be written is written over the change.</summary>
    internal static Told Overwritten(Told told)
    {
        var again = told.Doing == Doing.Baking;
        told = told.With(flag => flag.Drift is null ? flag : flag.Decided(again)) with { Over = Before(told) };
        return again ? told with { Approved = null, Asked = null } : told;
    }

    /// <summary>A change that is decided on holds nothing any more.</summary>
    private static HoldTold? Before(Told told) => told.Over?.Kind == HoldKind.Drift ? null : told.Over;
}
