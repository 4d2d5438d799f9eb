namespace Releases.Plans.Reading;

/// <summary>Reads an item of <c>flags</c>.</summary>
internal static class FlagShape
{
    public static FlagDeclaration? Read(PlanNode node, Unique keys, PlanErrors errors)
    {
        if (Fields.Of(node, errors, "key", "category", "owner", "removeBy", "order", "together") is not { } fields)
        {
            return null;
        }

        var keyNode = fields.Required("key", "orders.enrichment-v2");
        var key = TextValues.FlagKey(keyNode, errors);
        keys.Check(key, keyNode);
        var category = PlanWords.Categories.Read(fields.Required("category", "exposure"), errors);
        var owner = TextValues.Line(fields.Required("owner", "data-platform"), errors);
        var removeByNode = category is FlagCategory.Exposure or FlagCategory.Experimental
            ? fields.Required("removeBy", $"2027-03-01 (flags of the category {PlanWords.Categories.Write(category.Value)} do not stay for good)")
            : fields.Optional("removeBy");
        var removeBy = TextValues.Date(removeByNode, errors);
        var order = NumberValues.Count(fields.Optional("order"), errors, least: 1, most: PlanDefaults.HighestOrder) ?? PlanDefaults.Order;
        var together = TextValues.Name(fields.Optional("together"), errors);
        return key is null || category is null || owner is null ? null : new FlagDeclaration(key, category.Value, owner, removeBy, order, together);
    }
}
