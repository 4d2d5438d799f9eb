using Releases.Lifecycle;

namespace Releases.Rehearsals.Laws;

/// <summary>All gates of a stage together are waited for once: being asked again does not begin that anew.</summary>
internal static class GateLaws
{
    internal static Told OnStep(WatchedRelease release, Told told, ReleaseState state)
    {
        if (state.Entry is null || told.Entry is not null || !SignalLaws.IsUnderWay(told.Doing) || !SignalLaws.IsUnderWay(state.Doing))
        {
            return told;
        }

        var now = release.Now;
        var wanted = Wanted(release, told);
        Law.Holds(wanted is { } next && told.Hold is null && (next.IsRepair || told.Ledger?.LetsGo(now) != false), now, $"{state.Entry.Stage} is said to be at its gates, and {told.Ledger?.Stage.Name} is in force, not judged or held");
        var stage = wanted!.Value.Stage;
        var windows = release.Environments[stage.Environment].Protection?.Windows ?? [];
        var opens = windows.Count == 0 || windows.Any(window => window.OpenUntil(now) is not null) ? now : windows.Min(window => window.Opening(now)) ?? now;
        return told with { Entry = opens + release.Plan.GateLimit + (wanted.Value.IsRepair ? TimeSpan.Zero : AskedOf(release, stage)) };
    }

    internal static void OnWait(WatchedRelease release, Told told, ReleaseState state)
    {
        var now = release.Now;
        var isKept = told is { Hold: null, Drifts: false, Failure: null } && !state.InboxDue && Wanted(release, told) is { } next && (next.IsRepair || told.Ledger?.HasLetGo(now) != false);
        Law.Holds(!isKept || told.Entry is not null, now, $"a stage is kept at its gates, and nothing says until when");
        Law.Holds(!IsOver(told, now), now, $"a stage is kept at its gates although their time was over at {told.Entry:O}");
    }

    internal static bool IsOver(Told told, DateTimeOffset now) => now >= Until(told);

    /// <summary>Until when the gates are waited for, unless something stands against that.</summary>
    internal static DateTimeOffset? Until(Told told) => told.Hold is { StopsGates: true } ? null : told.Entry;

    /// <summary>What is to be written next, or again, and has gates.</summary>
    private static (PlannedStage Stage, bool IsRepair)? Wanted(WatchedRelease release, Told told)
    {
        var again = told.Flags.Values.FirstOrDefault(flag => flag.Again);
        var index = again?.Stage ?? told.StageIndex + 1;
        return index < release.Stages.Count && release.Stages[index] is { IsWatch: false } stage && !told.Protective.Contains(stage.Name) ? (stage, again is not null) : null;
    }

    /// <summary>How long what a stage asks for may take once.</summary>
    private static TimeSpan AskedOf(WatchedRelease release, PlannedStage stage) =>
        stage.Checks.Select(name => release.Plan.Checks.First(check => check.Name == name).Within).DefaultIfEmpty().Max() + (stage.Approval?.Within ?? TimeSpan.Zero);
}
