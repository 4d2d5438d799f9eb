using Releases.Exposures;

namespace Releases.Lifecycle;

/// <summary>
/// Which way a stage moves. What only goes back towards what was captured is protective: approvals, and whatever else keeps exposure from
/// growing, stand in its way as little as in a rollback's. The plan's own pace (bakes, verdicts) and a person's hold count for every stage.
/// </summary>
internal static class Moving
{
    /// <summary>Whether the stage needs leave: all do of which it is not known that they go back.</summary>
    internal static bool IsGuarded(ReleaseState state, CourseStage stage) => !state.Protective.Contains(stage.Name);

    /// <summary>Whether the stage exposes more than the one before it, or what cannot be compared with that: a flag of it changes, and not back.</summary>
    internal static bool Grows(ReleaseState state, int index)
    {
        var stage = state.Course.Stages[index];
        if (!IsGuarded(state, stage))
        {
            return false;
        }

        foreach (var flag in state.Flags)
        {
            if (flag.Environment == stage.Environment && stage.Writes(flag.Key) && Before(state, index, flag) is var before && (before is null || !ExposureOrder.AreSame(before, stage.ExposureOf(flag.Key))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What an earlier stage has exposed a flag to; <see langword="null"/> for none.</summary>
    private static Exposure? Before(ReleaseState state, int index, FlagProgress flag)
    {
        while (--index >= 0)
        {
            var stage = state.Course.Stages[index];
            if (stage.Environment == flag.Environment && stage.Writes(flag.Key))
            {
                return stage.ExposureOf(flag.Key);
            }
        }

        return null;
    }
}
