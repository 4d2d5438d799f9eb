using Releases.Lifecycle;

namespace Releases.Rehearsals.Laws;

/// <summary>Checks are begun for the next stage once what comes before them lets it, and anew after something else has closed.</summary>
internal static class CheckLaws
{
    internal static Told OnStep(WatchedRelease release, Told told, ReleaseState state)
    {
        if (state.Checks.Count == 0)
        {
            return told.Checks.Count == 0 ? told : told with { Checks = Told.NoChecks };
        }

        if (state.Checks.Count == told.Checks.Count && state.Checks.All(check => told.Checks.TryGetValue(check.Name, out var known) && known.Run == check.Run))
        {
            return told;
        }

        var now = release.Now;
        var checks = new Dictionary<string, (string Run, DateTimeOffset Since, DateTimeOffset? Passed)>();
        foreach (var check in state.Checks)
        {
            var isKnown = told.Checks.TryGetValue(check.Name, out var known) && known.Run == check.Run;
            Law.Holds(isKnown || release.Stages[told.StageIndex + 1].Checks.Contains(check.Name), now, $"the check {check.Name} is begun, which {release.Stages[told.StageIndex + 1].Name} does not name");
            Law.Holds(isKnown || (told.Ledger?.LetsGo(now) != false && told.Hold is null), now, $"the check {check.Name} is begun before {told.Ledger?.Stage.Name} is judged, or while held");
            checks[check.Name] = isKnown ? known : (check.Run, now, null);
        }

        return told with { Checks = checks };
    }
}
