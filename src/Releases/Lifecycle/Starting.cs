using Releases.Plans;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>The first state of a release.</summary>
internal static class Starting
{
    internal static ReleaseState Start(string id, ReleasePlan plan, string planHash, string startedBy, IReadOnlyList<CourseEnvironment> environments, DateTimeOffset now)
    {
        var state = new ReleaseState
        {
            Id = id,
            PlanName = plan.Metadata.Name,
            PlanHash = planHash,
            Owner = plan.Metadata.Owner,
            StartedBy = startedBy,
            StartedAt = now,
            Course = CourseCompiler.Compile(plan, environments),
        };
        var through = string.Join(", ", state.Course.Stages.Select(stage => $"{stage.Name} ({stage.Exposure} in {stage.Environment})"));
        var flags = Say.Many(plan.Flags.Count, "flag");
        return state.Record(now, TimelineKinds.Started, $"{startedBy} has started {plan.Metadata.Name}, plan {Say.Short(planHash, 13)}: {flags} through {through}");
    }
}
