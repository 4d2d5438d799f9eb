namespace Releases.Judgement.Rows;

/// <summary>
/// What a pipeline that keeps the contract (docs/reference/pipeline-contract.md) emits, and where Azure Monitor puts it. Attributes of spans and
/// metrics arrive in <c>Properties</c>, as texts.
/// </summary>
public static class PipelineTelemetry
{
    /// <summary>The span of one run.</summary>
    public const string Run = "pipeline.run";

    /// <summary>The metric that shows that the pipeline lives, whether or not it has anything to run.</summary>
    public const string Heartbeat = "pipeline.heartbeat";

    /// <summary>The metric of how many items wait.</summary>
    public const string QueueDepth = "pipeline.queue.depth";

    /// <summary>The metric of how long the oldest item has waited, in seconds.</summary>
    public const string QueueAge = "pipeline.queue.age";

    /// <summary>The event in which a run that was shadowed says how both paths compare.</summary>
    public const string Shadow = "pipeline.shadow";

    public const string Events = "AppEvents";

    public const string Spans = "AppDependencies";

    public const string Metrics = "AppMetrics";

    /// <summary>The attribute that names the pipeline.</summary>
    public const string Name = "pipeline.name";

    /// <summary>The attribute that names the unit of assignment: partition, tenant, machine.</summary>
    public const string Partition = "pipeline.partition";

    /// <summary>The attribute that says how many rows a run has delivered.</summary>
    public const string Rows = "pipeline.rows";

    /// <summary>The attribute that says whether the run took the new path.</summary>
    public const string Exposed = "release.exposed";

    /// <summary>The attribute that names the environment, where several share a workspace.</summary>
    public const string Environment = "deployment.environment.name";

    /// <summary>An attribute as a text.</summary>
    public static string Attribute(string name) => $"tostring(Properties[\"{name}\"])";
}
