namespace Releases.Plans.Reading;

/// <summary>Reads <c>metadata</c>.</summary>
internal static class MetadataShape
{
    public static PlanMetadata? Read(PlanNode? node, PlanErrors errors)
    {
        if (Fields.Of(node, errors, "name", "owner", "summary", "risk") is not { } fields)
        {
            return null;
        }

        var name = TextValues.Name(fields.Required("name", "llm-serving-v2"), errors);
        var owner = TextValues.Line(fields.Required("owner", "data-platform"), errors);
        var summary = TextValues.Text(fields.Optional("summary"), errors);
        var risk = PlanWords.Risks.Read(fields.Optional("risk"), errors) ?? PlanDefaults.Risk;
        return name is null || owner is null ? null : new PlanMetadata(name, owner, summary, risk);
    }
}
