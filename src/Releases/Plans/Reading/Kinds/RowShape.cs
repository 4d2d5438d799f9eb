using System.Text.Json.Nodes;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Rows;

namespace Releases.Plans.Reading.Kinds;

/// <summary>Where rows come from: the runs of a pipeline that keeps the contract, or a table.</summary>
internal static class RowShape
{
    public static readonly string[] Fields = ["pipeline", "from", "where", "exposed", "time"];

    public static RowSource? Read(Fields fields, PlanNode node, PlanErrors errors)
    {
        var (pipelineNode, fromNode) = (fields.Optional("pipeline"), fields.Optional("from"));
        var where = TextValues.Text(fields.Optional("where"), errors);
        if ((pipelineNode is null) == (fromNode is null))
        {
            errors.Add(node, "name either pipeline, whose runs are looked at, or from, the table");
            return null;
        }

        if (pipelineNode is not null)
        {
            fields.Refuse(["exposed", "time"], "what a pipeline emits is known from the contract; leave this out, or name a table with from");

            return TextValues.Line(pipelineNode, errors) is { } name ? new RowSource.Pipeline(name, where) : null;
        }

        var from = TextValues.Column(fromNode, errors);
        var exposed = Exposed(fields.Optional("exposed"), errors) ?? ComparisonDefaults.Exposed;
        var time = TextValues.Column(fields.Optional("time"), errors) ?? ComparisonDefaults.Time;
        return from is null ? null : new RowSource.Table(from, where, exposed, time);
    }

    public static (string Name, JsonNode? Value)[] Write(RowSource source) => source switch
    {
        RowSource.Pipeline pipeline => [("pipeline", pipeline.Name), ("where", pipeline.Where)],
        RowSource.Table table => [("from", table.From), ("where", table.Where), ("exposed", table.Exposed), ("time", table.Time)],
        _ => throw new ArgumentException($"A plan cannot say {source.GetType().Name}.", nameof(source)),
    };

    /// <summary>A column or an expression, or <c>true</c> for all rows.</summary>
    private static string? Exposed(PlanNode? node, PlanErrors errors) =>
        node is ScalarNode { IsBoolean: true, Text: "true" } all ? all.Text : TextValues.Line(node, errors);
}
