using Releases.Exposures;
using Releases.Lifecycle;

namespace Releases.Rehearsals.Laws;

/// <summary>What a release is told of its writes.</summary>
internal static class ExposeTelling
{
    internal static Told Of(WatchedRelease release, Told told, Effect.Expose expose, ReleaseEvent.Exposed exposed)
    {
        var again = told.Flags.Values.Any(flag => flag.Again);
        var index = told.StageIndex + 1;
        var drifted = exposed.Results.OfType<FlagWriteResult.Drifted>().Select(flag => new DriftedFlag(expose.Environment, flag.Key, flag.Difference, flag.Found)).ToList();
        foreach (var result in exposed.Results)
        {
            var at = (expose.Environment, result.Key);
            var flag = told.Flags[at];
            told = told.With(at, (result, again) switch
            {
                (FlagWriteResult.Confirmed confirmed, true) => flag with { ETag = confirmed.ETag, UnderWay = false, Yielded = false, Again = false },
                (FlagWriteResult.Drifted or FlagWriteResult.Impossible, true) => flag with { UnderWay = false, Yielded = false, Again = false },
                (FlagWriteResult.Confirmed confirmed, false) => flag with { ETag = confirmed.ETag, Stage = index, Written = true, UnderWay = false, Yielded = false },
                (FlagWriteResult.Unknown, _) => flag with { Written = true },
                _ => flag with { UnderWay = false },
            });
            told = result is FlagWriteResult.Impossible impossible ? told with { Failure = told.Failure ?? $"a write that can never be: {impossible.Reason}" } : told;
        }

        var isUnclear = exposed.Results.Any(result => result is FlagWriteResult.Unknown || (again && result is FlagWriteResult.Locked));
        told = told with
        {
            Tokens = Telling.Token(told, expose.Environment, exposed.SyncToken),
            // A drift or a lock is what comes first: then the write is not repeated, and the release is held.
            WritesUnclearSince = isUnclear && (again || !exposed.Results.Any(result => result is FlagWriteResult.Locked)) && drifted.Count == 0 ? told.WritesUnclearSince ?? release.Now : null,
            FirstUnclear = isUnclear ? told.FirstUnclear ?? release.Now : told.FirstUnclear,
        };
        if (exposed.Results.Any(result => result is FlagWriteResult.Impossible))
        {
            return told;
        }

        if (drifted.Count > 0)
        {
            return DriftTelling.Found(release, told, drifted);
        }

        if (again)
        {
            return told.Flags.Values.Any(flag => flag.Again) ? told : Telling.Begin(release, told, told.StageIndex);
        }

        told = exposed.Results.Any(result => result is FlagWriteResult.Locked) ? told with { Obstructed = HoldKind.Locked } : told;
        var stage = release.Stages[index];
        return stage.Moves.All(key => told.Flags[(stage.Environment, key)].Stage == index) ? Telling.Begin(release, told, index) : told;
    }
}
