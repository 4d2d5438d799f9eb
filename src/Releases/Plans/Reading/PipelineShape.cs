namespace Releases.Plans.Reading;

/// <summary>Reads an item of <c>pipelines</c>.</summary>
internal static class PipelineShape
{
    public static Pipeline? Read(PlanNode node, Unique names, PlanErrors errors)
    {
        if (Fields.Of(node, errors, "name", "expects") is not { } fields)
        {
            return null;
        }

        var nameNode = fields.Required("name", "orders-ingest");
        var name = TextValues.Line(nameNode, errors);
        names.Check(name, nameNode);
        var expects = Fields.Of(fields.Optional("expects"), errors, "runsPerHour", "rowsPerRun");
        var runsPerHour = NumberValues.Amount(expects?.Optional("runsPerHour"), errors);
        var rowsPerRun = NumberValues.Amount(expects?.Optional("rowsPerRun"), errors);
        return name is null ? null : new Pipeline(name, runsPerHour, rowsPerRun);
    }
}
