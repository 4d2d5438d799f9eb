using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Rehearsals.Reports;

/// <summary>What a run comes to in numbers.</summary>
internal static class Summarising
{
    internal static RunSummary Of(RehearsalRun run)
    {
        var timeline = run.Timeline;
        var exposed = Exposed(run);
        var reaction = timeline.FirstOrDefault(entry => IsReaction(entry) && exposed is { } since && entry.At >= since);
        var back = timeline.FirstOrDefault(entry => entry.Kind == TimelineKinds.RollbackStarted);
        return new RunSummary(
            run.Scenario.Seed,
            run.State.Outcome!.Value,
            reaction is null ? null : reaction.At - exposed,
            back is not null && run.State.Outcome == ReleaseOutcome.RolledBack ? timeline.First(entry => entry.Kind == TimelineKinds.Ended).At - back.At : null,
            Burnt(run),
            exposed is not null,
            Calls(run))
        {
            IsFalseAlarm = exposed is null && timeline.Any(IsReaction),
            FalseAlarm = exposed is null && timeline.FirstOrDefault(IsReaction) is { } alarm ? FalseAlarm.Before(alarm, timeline) : null,
        };
    }

    internal static WorstRun Worst(RehearsalRun run) => new(
        run.Scenario.Seed,
        run.State.Outcome!.Value,
        run.World.Agenda.Start,
        run.Timeline[^1].At,
        run.Timeline,
        run.Scenario.Plan.Stages.Select(stage => stage.Environment).Distinct().ToDictionary(environment => environment, environment => Points(run, environment)));

    /// <summary>The share of units that have all flags of the plan in an environment, from each change on.</summary>
    internal static IReadOnlyList<ExposurePoint> Points(RehearsalRun run, string environment)
    {
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (at, share) in run.Starts.Where(start => start.Key.Environment == environment && start.Value > 0))
        {
            shares[at.Key] = share;
        }

        var points = new List<ExposurePoint> { new(run.World.Agenda.Start, shares.Count > 0 ? shares.Values.Min() : 0) };
        foreach (var change in run.Changes.Where(change => change.Environment == environment))
        {
            shares[change.Key] = change.Share;
            points.Add(new ExposurePoint(change.At, shares.Values.Min()));
        }

        return points;
    }

    /// <summary>A stage has failed, or the release goes back or stays for another reason than a person's wish.</summary>
    private static bool IsReaction(TimelineEntry entry) => entry.Kind switch
    {
        TimelineKinds.RollbackStarted or TimelineKinds.Held or TimelineKinds.Frozen => entry.Text.Contains(" failed with exposure ", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>When the first defect could first be met by anybody.</summary>
    private static DateTimeOffset? Exposed(RehearsalRun run) => run.Scenario.Defects
        .Where(defect => run.Begun.ContainsKey(defect.Stage))
        .Select(defect => (DateTimeOffset?)(run.Begun[defect.Stage] + defect.After))
        .Where(at => at < run.Timeline[^1].At)
        .Min();

    private static double Burnt(RehearsalRun run)
    {
        var burnt = 0.0;
        foreach (var defect in run.Scenario.Defects.Where(defect => run.Begun.ContainsKey(defect.Stage)))
        {
            foreach (var environment in run.Scenario.Environments.Where(environment => environment.Production))
            {
                burnt += defect.Size * Hours(Points(run, environment.Name), run.Begun[defect.Stage] + defect.After, run.Timeline[^1].At);
            }
        }

        return burnt;
    }

    /// <summary>Hours of full exposure between two times.</summary>
    private static double Hours(IReadOnlyList<ExposurePoint> points, DateTimeOffset from, DateTimeOffset until)
    {
        var hours = 0.0;
        for (var index = 0; index < points.Count; index++)
        {
            var begins = points[index].At > from ? points[index].At : from;
            var ends = index + 1 < points.Count && points[index + 1].At < until ? points[index + 1].At : until;
            hours += ends > begins ? points[index].Share * (ends - begins).TotalHours : 0;
        }

        return hours;
    }

    private static Dictionary<Call, int> Calls(RehearsalRun run)
    {
        var plan = run.Scenario.Plan;
        var calls = new Dictionary<Call, int>();
        foreach (var entry in run.Timeline)
        {
            var who = entry.Kind switch
            {
                TimelineKinds.ApprovalAsked => Approver(run, entry),
                TimelineKinds.Held or TimelineKinds.RollbackStarted or TimelineKinds.RollbackFailed or TimelineKinds.Frozen => plan.Metadata.Owner,
                _ => null,
            };
            if (who is not null)
            {
                calls[new Call(who, entry.Kind)] = calls.GetValueOrDefault(new Call(who, entry.Kind)) + 1;
            }
        }

        return calls;
    }

    private static string? Approver(RehearsalRun run, TimelineEntry entry) =>
        run.Scenario.Plan.Stages.FirstOrDefault(stage => entry.Text.StartsWith($"{stage.Name} (", StringComparison.Ordinal))?.Approval?.By;
}
