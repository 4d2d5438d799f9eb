using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OrdersPipeline;

/// <summary>What the contract asks for, in OpenTelemetry: a span a run, three gauges, and an event a run that was shadowed.</summary>
public sealed class RunTelemetry : IDisposable
{
    /// <summary>The name of its source and of its meter.</summary>
    public const string Source = "OrdersPipeline";

    private static readonly ActivitySource Spans = new(Source);

    private readonly Meter _meter = new(Source);
    private readonly ILogger _events;
    private readonly string _pipeline;
    private double _depth;
    private double _age;

    public RunTelemetry(string pipeline, ILogger events)
    {
        (_pipeline, _events) = (pipeline, events);
        KeyValuePair<string, object?>[] tags = [new("pipeline.name", pipeline)];
        _meter.CreateObservableGauge("pipeline.heartbeat", () => new Measurement<double>(1, tags));
        _meter.CreateObservableGauge("pipeline.queue.depth", () => new Measurement<double>(Volatile.Read(ref _depth), tags));
        _meter.CreateObservableGauge("pipeline.queue.age", () => new Measurement<double>(Volatile.Read(ref _age), tags), "s");
    }

    /// <summary>Begins the span of a run. It must not be sampled: it is what the release is judged by.</summary>
    public Activity? Begin(string partition, bool exposed) => Spans.StartActivity("pipeline.run", ActivityKind.Internal, default(ActivityContext), [
        new("pipeline.name", _pipeline), new("pipeline.partition", partition), new("release.exposed", exposed ? "true" : "false")]);

    public static void End(Activity? run, int rows)
    {
        run?.SetTag("pipeline.rows", rows.ToString(CultureInfo.InvariantCulture));
        run?.SetStatus(ActivityStatusCode.Ok);
    }

    /// <summary>What waits: shown with the next export.</summary>
    public void Waiting(int depth, TimeSpan oldest)
    {
        Volatile.Write(ref _depth, depth);
        Volatile.Write(ref _age, oldest.TotalSeconds);
    }

    /// <summary>Both paths' results of one run, summed up: a row a run, whatever the volume. Azure Monitor takes a log record with this name for an event.</summary>
    public void Compared(string partition, IReadOnlyDictionary<string, decimal> old, IReadOnlyDictionary<string, decimal> renewed)
    {
        var keys = old.Keys.Union(renewed.Keys).ToList();
        var wrong = keys.Count(key => !old.TryGetValue(key, out var before) || !renewed.TryGetValue(key, out var after) || before != after);
        List<KeyValuePair<string, object?>> attributes =
        [
            new("microsoft.custom_event.name", "pipeline.shadow"),
            new("pipeline.name", _pipeline),
            new("pipeline.partition", partition),
            new("shadow.keys", Text(keys.Count)),
            new("shadow.mismatches", Text(wrong)),
            new("shadow.old.rows", Text(old.Count)),
            new("shadow.new.rows", Text(renewed.Count)),
            new("shadow.old.sum", Text(old.Values.Sum())),
            new("shadow.new.sum", Text(renewed.Values.Sum())),
        ];
        _events.Log(LogLevel.Information, default, attributes, null, (_, _) => "both paths were run");
    }

    public void Dispose() => _meter.Dispose();

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
