using ReleaseFunctions.Local.LogAnalytics.Kql;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>The tables that every workspace has from the start: what a pipeline must emit to be judged.</summary>
public static class BuiltInTables
{
    /// <summary>One row a run of a pipeline.</summary>
    public static KqlTable PipelineRuns { get; } = Table(
        "PipelineRuns",
        ("Pipeline", KqlType.String),
        ("RunId", KqlType.String),
        ("Partition", KqlType.String),
        ("Exposed", KqlType.Bool),
        ("Variant", KqlType.String),
        ("DurationMs", KqlType.Real),
        ("Rows", KqlType.Long),
        ("Bytes", KqlType.Long),
        ("Success", KqlType.Bool),
        ("Error", KqlType.String),
        ("Environment", KqlType.String));

    /// <summary>One row an evaluation of a flag.</summary>
    public static KqlTable FeatureEvaluation { get; } = Table(
        "FeatureEvaluation",
        ("FeatureName", KqlType.String),
        ("TargetingId", KqlType.String),
        ("Enabled", KqlType.Bool),
        ("Variant", KqlType.String),
        ("Reason", KqlType.String),
        ("Environment", KqlType.String));

    /// <summary>Signs of life.</summary>
    public static KqlTable Heartbeat { get; } = Table("Heartbeat", ("Computer", KqlType.String), ("Pipeline", KqlType.String));

    /// <summary>One row a sample of a metric; what the metrics API answers from.</summary>
    public static KqlTable MetricSamples { get; } = Table(
        "MetricSamples",
        ("Resource", KqlType.String),
        ("Namespace", KqlType.String),
        ("Name", KqlType.String),
        ("Value", KqlType.Real),
        ("Dimensions", KqlType.Dynamic));

    /// <summary>What became of alerts, a row each time; what the list of fired alerts is answered from.</summary>
    public static KqlTable FiredAlerts { get; } = Table(
        "FiredAlerts",
        ("Id", KqlType.String),
        ("Rule", KqlType.String),
        ("Severity", KqlType.String),
        ("Resource", KqlType.String),
        ("FiredAt", KqlType.DateTime),
        ("Condition", KqlType.String),
        ("State", KqlType.String));

    public static IReadOnlyList<KqlTable> All { get; } = [PipelineRuns, FeatureEvaluation, Heartbeat, MetricSamples, FiredAlerts];

    private static KqlTable Table(string name, params (string Name, KqlType Type)[] columns) =>
        new(name, [new("TimeGenerated", KqlType.DateTime), .. columns.Select(column => new KqlColumn(column.Name, column.Type))]);
}
