using System.Globalization;
using Releases.Records;

namespace Releases.Lifecycle;

/// <summary>A release as people see it.</summary>
public static class StatusOf
{
    public static ReleaseStatus State(ReleaseState state, DateTimeOffset now)
    {
        var index = state.Doing == Doing.Exposing ? state.Stage + 1 : state.Stage;
        var stage = index < 0 ? null : state.Course.Stages[index];
        return new ReleaseStatus
        {
            Id = state.Id,
            PlanName = state.PlanName,
            PlanHash = state.PlanHash,
            Owner = state.Owner,
            StartedBy = state.StartedBy,
            StartedAt = state.StartedAt,
            UpdatedAt = now,
            Phase = Phase(state),
            Outcome = state.Outcome,
            Stage = stage?.Name,
            Environment = stage?.Environment,
            Exposure = stage?.ExposureText,
            WaitingFor = [.. WaitingFor(state)],
            Reason = state.Reason ?? state.Rollback?.Cause ?? state.Freeze?.Cause ?? state.Hold?.Reason ?? state.Queueing?.For ?? state.Retry?.Reason,
            Capture = state.Capture,
            Sequence = state.Sequence,
        };
    }

    private static ReleasePhase Phase(ReleaseState state) => state switch
    {
        { Doing: Doing.Ended } => ReleasePhase.Ended,
        { Doing: Doing.RollingBack, Rollback.Failed: true } => ReleasePhase.RollbackFailed,
        { Doing: Doing.RollingBack } => ReleasePhase.RollingBack,
        { Doing: Doing.Frozen } => ReleasePhase.Frozen,
        { Doing: Doing.Leasing } => ReleasePhase.Waiting,
        { Doing: Doing.Capturing } => ReleasePhase.Capturing,
        { Hold: not null } => ReleasePhase.Held,
        { Doing: Doing.Exposing or Doing.Repairing } => ReleasePhase.Exposing,
        { Approval.GivenBy: null, Approval: not null } or { Window: not null } or { Checks.Count: > 0 } or { Stage: < 0 } => ReleasePhase.Waiting,
        _ => state.Course.Stages[state.Stage].Watch ? ReleasePhase.Watching : ReleasePhase.Baking,
    };

    private static IEnumerable<string> WaitingFor(ReleaseState state)
    {
        if (state.Doing == Doing.Ended)
        {
            yield break;
        }

        if (state.Hold is { } hold)
        {
            yield return $"{HoldEndsBy(hold.Kind)}, until {Time(hold.Until)}";
        }

        if (state.Queueing is { } queueing)
        {
            yield return $"its turn ({queueing.For}), until {Time(queueing.Until)}";
        }

        if (state.Freeze is { } freeze)
        {
            yield return $"a person to roll back or accept; people are called again at {Time(freeze.CallAgainAt)}";
        }

        if (state.Rollback?.Failed == true)
        {
            yield return "what stands in the way of going back, or a person to accept it";
        }

        if (state.Window is { } window)
        {
            yield return $"a maintenance window for {window.Stage}, which opens at {Time(window.OpensAt)}";
        }

        foreach (var check in state.Checks.Where(check => check.PassedAt is null))
        {
            yield return $"the check {check.Name}, until {Time(check.Since + state.Course.Check(check.Name).Within)}";
        }

        if (state.Approval is { GivenBy: null } approval)
        {
            yield return $"an approval of {approval.Stage}, until {Time(approval.Until)}";
        }

        if (Obstacles.Of(state) is { Reason: var reason, Until: var until } && state.Retry is null)
        {
            yield return $"the records ({reason}), until {Time(until)}";
        }

        if (state.Retry is { } retry)
        {
            yield return $"the next attempt (so far {retry.Attempt}) at {Time(retry.At)}";
        }

        if (state.Progress is { PromotedBy: null, TakeUp: { } takeUp })
        {
            yield return $"clients to have the exposure of {state.StageName()}{(takeUp.Last is { } last ? $" ({last})" : "")}, until {Time(takeUp.Until)}";
        }

        if (state is { Doing: Doing.Baking or Doing.Exposing, Progress: { PromotedBy: null, TakeUp: null } progress })
        {
            if (state.Doing == Doing.Baking)
            {
                yield return $"the bake of {state.StageName()}, until {Time(progress.BakeUntil)}";
            }

            foreach (var criterion in progress.Criteria.Where(criterion => !Judging.IsDecided(state, criterion)))
            {
                yield return $"{criterion.Name}, next measured at {Time(Windows.DueAt(state, criterion))}";
            }
        }
    }

    private static string HoldEndsBy(HoldKind kind) => kind switch
    {
        HoldKind.Blind => "telemetry that can be judged",
        HoldKind.Drift => "a person to adopt or overwrite somebody else's change, or to roll back",
        HoldKind.Failed => "a person to roll back or accept",
        HoldKind.Halt => "a person to lift the halt or abort",
        HoldKind.Freeze => "the freeze to be over",
        HoldKind.TakeUp => "clients to have the exposure, or a person to resume without",
        _ => "a person to resume or abort",
    };

    private static string Time(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
}
