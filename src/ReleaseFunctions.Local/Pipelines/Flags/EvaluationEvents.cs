using System.Diagnostics;

namespace ReleaseFunctions.Local.Pipelines.Flags;

/// <summary>
/// Listens to the events by which Microsoft.FeatureManagement tells of an evaluation. It is the only place where one evaluation gives
/// state, variant and reason together; asking for them one by one would evaluate twice and never learn the reason.
/// </summary>
internal static class EvaluationEvents
{
    private static readonly AsyncLocal<Caught?> Current = new();

    // For the life of the process; outside of CatchAsync it samples nothing.
    private static readonly ActivityListener Listener = Register();

    /// <summary>Evaluates, and gives what was told about it; null where nothing was, because there is no such flag.</summary>
    public static async ValueTask<FlagDecision?> CatchAsync(Func<ValueTask<bool>> evaluate)
    {
        Debug.Assert(Listener is not null, "The listener is registered before the first evaluation.");
        var caught = new Caught();
        Current.Value = caught;
        await evaluate();
        return caught.Decision;
    }

    private static ActivityListener Register()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.FeatureManagement",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                Current.Value is null ? ActivitySamplingResult.None : ActivitySamplingResult.AllData,
            ActivityStopped = Read,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static void Read(Activity activity)
    {
        if (Current.Value is not { } caught)
        {
            return;
        }

        foreach (var told in activity.Events.Where(one => one.Name == "FeatureFlag"))
        {
            var tags = told.Tags.ToDictionary(StringComparer.Ordinal);
            caught.Decision = new FlagDecision(
                tags["Enabled"] is true,
                tags.GetValueOrDefault("Variant") as string ?? "",
                tags.GetValueOrDefault("VariantAssignmentReason")?.ToString() ?? "");
        }
    }

    private sealed class Caught
    {
        public FlagDecision? Decision { get; set; }
    }
}
