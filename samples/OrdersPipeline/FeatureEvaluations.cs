using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OrdersPipeline;

/// <summary>
/// Microsoft.FeatureManagement tells of each evaluation of a flag whose telemetry is on, by an event of an activity. Azure Monitor keeps it where releases look
/// for it, in <c>AppEvents</c>, if it is a log record with the name of a custom event.
/// </summary>
public sealed class FeatureEvaluations : IDisposable
{
    private const string Source = "Microsoft.FeatureManagement";
    private const string Evaluation = "FeatureFlag";

    private readonly ActivityListener _listener;

    public FeatureEvaluations(ILogger events)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => Tell(events, activity),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    private static void Tell(ILogger events, Activity activity)
    {
        foreach (var evaluation in activity.Events.Where(one => one.Name == Evaluation))
        {
            List<KeyValuePair<string, object?>> attributes =
            [
                new("microsoft.custom_event.name", "FeatureEvaluation"),
                .. evaluation.Tags.Select(tag => new KeyValuePair<string, object?>(tag.Key, Convert.ToString(tag.Value, CultureInfo.InvariantCulture))),
            ];
            events.Log(LogLevel.Information, default, attributes, null, (_, _) => "a flag was evaluated");
        }
    }
}
