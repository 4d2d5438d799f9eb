namespace Releases.Lifecycle;

/// <summary>
/// Which way a stage moves. What only goes back towards what was captured is protective: approvals, and whatever else keeps exposure from
/// growing, stand in its way as little as in a rollback's. The plan's own pace (bakes, verdicts) and a person's hold count for every stage.
/// </summary>
internal static class Moving
{
    /// <summary>Whether the stage needs leave: all do of which it is not known that they go back.</summary>
    internal static bool IsGuarded(ReleaseState state, CourseStage stage) => !state.Protective.Contains(stage.Name);
}
