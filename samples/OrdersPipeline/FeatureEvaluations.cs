using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OrdersPipeline;

/// <summary>
/// Microsoft.FeatureManagement tells of each evaluation of a flag whose telemetry is on, by an event of an activity. Azure Monitor keeps it where releases look
/// for it, in <c>AppEvents</c>, if it is a log record with the name of a custom event.
/// </summary>
/// <remarks>
/// It names the unit only of flags that have variants. Of the others, which is all that a percentage needs, whoever evaluates must add it.
/// </remarks>
public sealed class FeatureEvaluations : IDisposable
{
    private const string Source = "Microsoft.FeatureManagement";
    private const string Evaluation = "FeatureFlag";
    private const string Unit = "TargetingId";

    private readonly ActivityListener _listener;

    /// <param name="unit">For whom the flag is being evaluated: asked in the course of the evaluation.</param>
    public FeatureEvaluations(ILogger events, Func<string?> unit)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => Tell(events, activity, unit()),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    private static void Tell(ILogger events, Activity activity, string? unit)
    {
        foreach (var evaluation in activity.Events.Where(one => one.Name == Evaluation))
        {
            List<KeyValuePair<string, object?>> attributes =
            [
                new("microsoft.custom_event.name", "FeatureEvaluation"),
                new(Unit, unit),
                .. evaluation.Tags.Where(tag => tag.Key != Unit).Select(tag => new KeyValuePair<string, object?>(tag.Key, Convert.ToString(tag.Value, CultureInfo.InvariantCulture))),
            ];
            events.Log(LogLevel.Information, default, attributes, null, (_, _) => "a flag was evaluated");
        }
    }
}
