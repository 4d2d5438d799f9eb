using Releases.Lifecycle;

namespace Releases.Rehearsals.Laws;

/// <summary>What is adopted is what a person was shown, all of it and nothing else.</summary>
internal static class AdoptLaws
{
    internal static void OnAdopt(WatchedRelease release, Told told, Effect.Adopt adopt)
    {
        var now = release.Now;
        Law.Holds(told.Adopting is { } keep && keep == adopt.Keep, now, $"a change is adopted (keep: {adopt.Keep}), and asked for was {told.Adopting}");
        Law.Holds(adopt.CaptureDocument == told.Capture && adopt.BaseDocument == told.Base, now, $"a change is adopted into {adopt.CaptureDocument} and {adopt.BaseDocument}; kept are {told.Capture} and {told.Base}");
        var shown = told.Flags.Where(flag => flag.Value.Drift is not null).Select(flag => (flag.Key.Environment, flag.Key.Key, flag.Value.Drift!.Value.ETag)).ToHashSet();
        Law.Holds(shown.SetEquals(adopt.Targets.Select(target => (target.Environment, target.Key, (string?)target.ETag))), now, $"adopted is {string.Join(", ", adopt.Targets)}, and shown was {string.Join(", ", shown)}");
    }
}
