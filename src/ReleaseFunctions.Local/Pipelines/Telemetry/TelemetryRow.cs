using System.Text.Json.Serialization;

namespace ReleaseFunctions.Local.Pipelines.Telemetry;

/// <summary>A row of a table in Log Analytics; its properties are the columns.</summary>
/// <param name="TimeGenerated">When it happened.</param>
/// <param name="Table">The table that it belongs to; no column.</param>
public abstract record TelemetryRow(DateTimeOffset TimeGenerated, [property: JsonIgnore] string Table);

/// <summary>One run of a pipeline.</summary>
/// <param name="TimeGenerated">When the run arrived.</param>
/// <param name="Partition">The unit of assignment that the run belongs to.</param>
/// <param name="Exposed">Whether it took the new path.</param>
/// <param name="Variant">The flag's variant, else empty.</param>
/// <param name="Error">Why it failed, else empty.</param>
public sealed record PipelineRunRow(
    DateTimeOffset TimeGenerated, string Pipeline, string RunId, string Partition, bool Exposed, string Variant,
    double DurationMs, long Rows, long Bytes, bool Success, string Error, string Environment) : TelemetryRow(TimeGenerated, "PipelineRuns");

/// <summary>One evaluation of a flag.</summary>
public sealed record FeatureEvaluationRow(
    DateTimeOffset TimeGenerated, string FeatureName, string TargetingId, bool Enabled, string Variant, string Reason, string Environment)
    : TelemetryRow(TimeGenerated, "FeatureEvaluation");

/// <summary>A sign that the pipeline lives, whether or not it has anything to run.</summary>
public sealed record HeartbeatRow(DateTimeOffset TimeGenerated, string Computer, string Pipeline) : TelemetryRow(TimeGenerated, "Heartbeat");

/// <summary>A run whose row has lost its measures.</summary>
public sealed record UnmeasuredRunRow(DateTimeOffset TimeGenerated, string Pipeline, string RunId, string Partition, bool Exposed, string Variant, string Environment)
    : TelemetryRow(TimeGenerated, "PipelineRuns");

/// <summary>A sample of a metric.</summary>
/// <param name="Resource">Whose it is, in the form of an Azure resource id.</param>
public sealed record MetricSampleRow(DateTimeOffset TimeGenerated, string Resource, string Namespace, string Name, double Value, IReadOnlyDictionary<string, string> Dimensions)
    : TelemetryRow(TimeGenerated, "MetricSamples");
