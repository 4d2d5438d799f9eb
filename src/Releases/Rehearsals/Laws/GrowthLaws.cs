using Releases.Lifecycle;

namespace Releases.Rehearsals.Laws;

/// <summary>Exposure grows only as the plan says, and only while nothing and nobody stands against it.</summary>
internal static class GrowthLaws
{
    internal static void OnExpose(WatchedRelease release, Told told, ReleaseState state, Effect.Expose expose)
    {
        var now = release.Now;
        Law.Holds(told.Capture is not null && expose.CaptureDocument == told.Base, now, $"a write that is made from {expose.CaptureDocument}; it is {told.Base} that stands there");
        Law.Holds(told.Leased, now, $"a write before the leases are taken");
        Law.Holds(told.Failure is null, now, $"a write after a failure: {told.Failure}");
        Law.Holds(told.Hold is null, now, $"a write while held ({told.Hold?.Kind}) since {told.Hold?.Since}");
        Law.Holds(!told.Drifts, now, $"a write although somebody else's change is not decided on");
        Law.Holds(told.Read is { } read && now <= read.At + LifecycleDefaults.WriteWithin, now, $"a write without a look into the inbox right before it; the last was {told.Read?.At:O}");
        Law.Holds(expose.SyncToken == told.Tokens.GetValueOrDefault(expose.Environment), now, $"the Sync-Token of a write is {expose.SyncToken}, and that of {expose.Environment} is {told.Tokens.GetValueOrDefault(expose.Environment)}");
        if (told.Flags.Values.Any(flag => flag.Again))
        {
            OnRepair(release, told, expose);
            OnStanding(told, expose, now);
            return;
        }

        Law.Holds(told.StageIndex + 1 < release.Stages.Count, now, $"a write after the last stage");
        var stage = release.Stages[told.StageIndex + 1];
        Law.Holds(expose.Environment == stage.Environment, now, $"{stage.Name} is in {stage.Environment}; written is in {expose.Environment}");
        OnTargets(release, told, state, stage, expose);
        Law.Holds(told.Ledger?.LetsGo(now) != false, now, $"{stage.Name} is written although {told.Ledger?.Stage.Name} is not judged: {Judged(told, now)}");
        if (told.Protective.Contains(stage.Name))
        {
            Law.Holds(expose.NotAfter is null, now, $"{stage.Name} only goes back, and may be too late to be written");
            return;
        }

        OnStanding(told, expose, now);
        Law.Holds(
            stage.Approval is null || (told.Approved is { } approved && approved.Stage == stage.Name && now < approved.Until),
            now,
            $"{stage.Name} is written without an approval that is still good; the last: {told.Approved}");
        foreach (var name in stage.Checks)
        {
            var check = told.Checks.TryGetValue(name, out var known) ? known.Passed : null;
            Law.Holds(check is { } passed && now < passed + release.Plan.Checks.First(other => other.Name == name).GoodFor, now, $"{stage.Name} is written, and {name} has last passed at {check}");
        }
    }

    /// <summary>What stands against growth was read right before, and nothing did.</summary>
    private static void OnStanding(Told told, Effect.Expose expose, DateTimeOffset now)
    {
        Law.Holds(told.Read is { Standing: { Stops.Count: 0 } standing } && standing.Environment == expose.Environment, now, $"a write after a reading of halts and freezes that said {told.Read}");
        Law.Holds(expose.NotAfter == told.Read!.Value.At + LifecycleDefaults.WriteWithin, now, $"a write that may still be begun at {expose.NotAfter:O}, on what was read at {told.Read.Value.At:O}");
    }

    /// <summary>Only what a person wants written again, each flag as its last stage has exposed it, the lowest order group first.</summary>
    private static void OnRepair(WatchedRelease release, Told told, Effect.Expose expose)
    {
        var now = release.Now;
        var open = told.Flags.Where(flag => flag.Value.Again).ToList();
        foreach (var target in expose.Targets)
        {
            var flag = told.Flags[(expose.Environment, target.Key)];
            Law.Holds(flag.Again && flag.Stage >= 0, now, $"{target.Key} is written again, and nobody has asked for that");
            var stage = release.Stages[flag.Stage];
            Law.Holds(target.Exposure.Equals(stage.ExposureOf(target.Key)), now, $"{target.Key} is written again as {target.Exposure}; {stage.Name} exposes it to {stage.ExposureOf(target.Key)}");
            Law.Holds(target.MustFind == flag.ETag, now, $"{target.Key} is written on {target.MustFind}, and the person was shown {flag.ETag}");
            Law.Holds(
                open.Where(other => other.Value.Stage == flag.Stage && other.Key.Environment == expose.Environment).All(other => release.OrderOf(other.Key.Key) >= release.OrderOf(target.Key)),
                now,
                $"{target.Key} is written again before a lower order group");
            OnWriteId(release, expose, target, flag.Stage, isRepair: true);
        }
    }

    private static void OnTargets(WatchedRelease release, Told told, ReleaseState state, PlannedStage stage, Effect.Expose expose)
    {
        var now = release.Now;
        var open = stage.Moves.Where(key => told.Flags[(stage.Environment, key)].Stage <= told.StageIndex).ToList();
        var lowest = open.Select(release.OrderOf).DefaultIfEmpty().Min();
        open.RemoveAll(key => release.OrderOf(key) != lowest);
        Law.Holds(
            expose.Targets.Count > 0 && open.ToHashSet().SetEquals(expose.Targets.Select(target => target.Key)),
            now,
            $"{stage.Name} has to write {string.Join(", ", open)}; written are {string.Join(", ", expose.Targets.Select(target => target.Key))}");
        foreach (var target in expose.Targets)
        {
            var flag = told.Flags[(expose.Environment, target.Key)];
            Law.Holds(target.Exposure.Equals(stage.ExposureOf(target.Key)), now, $"{stage.Name} exposes {target.Key} to {stage.ExposureOf(target.Key)}; written is {target.Exposure}");
            Law.Holds(target.MustFind == flag.ETag, now, $"{target.Key} is written on {target.MustFind}, and last seen was {flag.ETag}");
            Law.Holds(target.WriteId.StartsWith(state.Id + ".", StringComparison.Ordinal), now, $"the write id {target.WriteId} is none of {state.Id}");
            OnWriteId(release, expose, target, told.StageIndex + 1, isRepair: false);
        }
    }

    /// <summary>The same write has the same id each time, and no two writes have one.</summary>
    private static void OnWriteId(WatchedRelease release, Effect.Expose expose, ExposeTarget target, int stage, bool isRepair)
    {
        var key = $"{expose.Environment}/{target.Key}";
        foreach (var (id, known) in release.WriteIds)
        {
            var isSame = !isRepair && known == (stage, key, false);
            Law.Holds(!isSame || id == $"{target.WriteId}|{key}", release.Now, $"a repeated write of {target.Key} has another id: {target.WriteId}");
            Law.Holds(id != $"{target.WriteId}|{key}" || known == (stage, key, isRepair), release.Now, $"two different writes of {target.Key} have the same id {target.WriteId}");
        }

        release.WriteIds[$"{target.WriteId}|{key}"] = (stage, key, isRepair);
    }

    private static string Judged(Told told, DateTimeOffset now) => told.Ledger is not { } ledger
        ? "nothing to judge"
        : $"bake until {ledger.BakeUntil:HH:mm:ss}, now {now:HH:mm:ss}; " + string.Join(", ", ledger.Criteria.Select(criterion =>
            $"{criterion.Criterion.Name} {criterion.Latest}, {criterion.Valid} valid, {criterion.PassesInRow} passes in a row, window {criterion.NextWindow}"));
}
