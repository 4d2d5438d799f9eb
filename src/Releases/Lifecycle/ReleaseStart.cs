using Releases.Plans;

namespace Releases.Lifecycle;

/// <summary>The first state of a release.</summary>
public static class ReleaseStart
{
    /// <param name="id">The release's id; also the id of the instance that runs it.</param>
    /// <param name="plan">A plan without errors.</param>
    /// <param name="planHash">SHA-256 of its canonical text: what the release is pinned to.</param>
    /// <param name="environments">All that the plan names.</param>
    /// <param name="startedBy">Who has started it, and so cannot approve it.</param>
    /// <param name="now">When.</param>
    public static ReleaseState State(
        string id,
        ReleasePlan plan,
        string planHash,
        IReadOnlyList<CourseEnvironment> environments,
        string startedBy,
        DateTimeOffset now)
    {
        var course = CourseCompiler.Compile(plan, environments);
        var state = new ReleaseState
        {
            Id = id,
            PlanName = plan.Metadata.Name,
            PlanHash = planHash,
            Owner = plan.Metadata.Owner,
            StartedBy = startedBy,
            StartedAt = now,
            Doing = Doing.Leasing,
            MayHoldLeases = true,
            Course = course,
            Flags = Settings(course, [.. plan.Flags.Select(flag => flag.Key)]),
        };
        var way = string.Join(" → ", state.Course.Stages.Where(stage => !stage.Watch).Select(stage => $"{stage.Environment} {stage.ExposureText}"));
        return state.Record(now, TimelineKinds.Started, $"started by {startedBy}: {way}; pinned to plan {planHash[..12]}");
    }

    /// <summary>Every setting that some stage writes, not yet captured.</summary>
    internal static IReadOnlyList<FlagProgress> Settings(Course course, IReadOnlyList<string> keys) =>
    [
        .. course.Environments.SelectMany(environment => keys
            .Where(key => course.Stages.Any(stage => stage.Environment == environment.Name && stage.Writes(key)))
            .Select(key => new FlagProgress(environment.Name, key, ETag: ""))),
    ];
}
