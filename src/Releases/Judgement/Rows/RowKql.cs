using System.Globalization;

namespace Releases.Judgement.Rows;

/// <summary>The beginning that the queries of all kinds have in common: the rows of a source, and what of them is looked at.</summary>
internal static class RowKql
{
    /// <summary>Rows as <c>let seen = …;</c> with <c>at</c>, <c>isExposed</c> and the given columns.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="from">The first instant that counts: <c>windowStart</c>, <c>reachStart</c>.</param>
    /// <param name="columns">Further columns as <c>name = expression</c>.</param>
    public static IEnumerable<string> Seen(RowSource source, string from, params IEnumerable<string> columns) => Named("seen", source, $"between ({from} .. windowEnd)", columns);

    /// <summary>The same under a name, with the times that count as a condition on the time's column.</summary>
    public static IEnumerable<string> Named(string name, RowSource source, string times, params IEnumerable<string> columns)
    {
        var table = Table(source);
        yield return $"let {name} = {table.From}";
        yield return $"| where {table.Time} {times}";
        if (source is RowSource.Pipeline pipeline)
        {
            yield return $"| where Name == \"{PipelineTelemetry.Run}\" and {Of(pipeline.Name)}";
        }

        if (table.Where is { } where)
        {
            // On a line of its own, so that a comment at its end does not swallow the parenthesis.
            yield return $"| where ({where}";
            yield return "  )";
        }

        yield return $"| project {string.Join(", ", [$"at = {table.Time}", $"isExposed = tobool({table.Exposed})", .. columns])}";
        yield return "| where isnotnull(isExposed);";
    }

    /// <summary>The condition that a row is of the pipeline, and of the environment where several share the workspace.</summary>
    public static string Of(string pipeline)
    {
        var environment = PipelineTelemetry.Attribute(PipelineTelemetry.Environment);
        return $"{PipelineTelemetry.Attribute(PipelineTelemetry.Name)} == {KqlLiteral.Of(pipeline)} and ({environment} == \"\" or {environment} == environment)";
    }

    /// <summary>A query of how many heartbeats of the pipeline there are in the window, beside the control's rows; null where the source has none.</summary>
    public static string? Heartbeats(RowSource source) => source is RowSource.Pipeline pipeline
        ? $"toscalar({PipelineTelemetry.Metrics} | where TimeGenerated between (windowStart .. windowEnd) and Name == \"{PipelineTelemetry.Heartbeat}\" and {Of(pipeline.Name)} | count)"
        : null;

    /// <summary>A number as a real, and never <c>1E-05</c>.</summary>
    public static string Real(double number) => ((decimal)number).ToString("0.0###########################", CultureInfo.InvariantCulture);

    private static RowSource.Table Table(RowSource source) => source switch
    {
        RowSource.Pipeline pipeline => new(PipelineTelemetry.Spans, pipeline.Where, PipelineTelemetry.Attribute(PipelineTelemetry.Exposed), "TimeGenerated"),
        RowSource.Table table => table,
        _ => throw new InvalidOperationException($"No rows for {source}."),
    };
}
