using Releases.Lifecycle;

namespace Releases.Rehearsals.Laws;

/// <summary>People are asked last, when telemetry has judged what is exposed, and for as long as the plan says.</summary>
internal static class ApprovalLaws
{
    internal static Told OnStep(WatchedRelease release, Told told, ReleaseState state)
    {
        if (state.Doing is not (Doing.Baking or Doing.Exposing))
        {
            return told;
        }

        if (state.Approval is not { GivenBy: null } shown)
        {
            return state.Approval is null && told.Asked is not null ? told with { Asked = null } : told;
        }

        if (told.Asked?.Stage == shown.Stage)
        {
            return told;
        }

        var now = release.Now;
        var stage = release.Stages[told.StageIndex + 1];
        Law.Holds(stage.Approval is not null && shown.Stage == stage.Name && !told.Protective.Contains(stage.Name), now, $"an approval of {shown.Stage} is asked for; next is {stage.Name}");
        Law.Holds(told.Ledger?.LetsGo(now) != false && told.Hold is null && !told.Drifts, now, $"an approval of {shown.Stage} is asked for before {told.Ledger?.Stage.Name} is judged, or while held");
        Law.Holds(told.Read is { Standing.Stops.Count: 0 }, now, $"an approval of {shown.Stage} is asked for without a look at halts and freezes, or against them: {told.Read}");
        Law.Holds(stage.Checks.All(name => told.Checks.TryGetValue(name, out var check) && check.Passed is not null), now, $"an approval of {shown.Stage} is asked for before its checks have passed");
        var windows = release.Environments[stage.Environment].Protection?.Windows ?? [];
        Law.Holds(windows.Count == 0 || windows.Any(window => window.OpenUntil(now) is not null), now, $"an approval of {shown.Stage} is asked for outside of every maintenance window");
        return told with { Asked = (stage.Name, now, TimeSpan.Zero), Approved = null };
    }
}
