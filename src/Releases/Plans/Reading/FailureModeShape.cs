namespace Releases.Plans.Reading;

/// <summary>Reads an item of <c>failureModes</c>.</summary>
internal static class FailureModeShape
{
    public static FailureMode? Read(PlanNode node, Unique names, Declared criteria, PlanErrors errors)
    {
        if (Fields.Of(node, errors, "name", "detectedBy", "contingency") is not { } fields)
        {
            return null;
        }

        var nameNode = fields.Required("name", "enrichment service slow");
        var name = TextValues.Line(nameNode, errors);
        names.Check(name, nameNode);
        var detectedBy = criteria.Name(fields.Optional("detectedBy"));
        var contingency = TextValues.Text(fields.Required("contingency", "docs/runbooks/enrichment.md"), errors);
        return name is null || contingency is null ? null : new FailureMode(name, detectedBy, contingency);
    }
}
