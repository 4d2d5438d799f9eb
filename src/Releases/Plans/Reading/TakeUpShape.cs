namespace Releases.Plans.Reading;

/// <summary>Reads <c>takeUp</c>.</summary>
internal static class TakeUpShape
{
    public static TakeUp? Read(PlanNode? node, PlanErrors errors)
    {
        if (node is null || Fields.Of(node, errors, "share", "within") is not { } fields)
        {
            return null;
        }

        var shareNode = fields.Optional("share");
        var share = NumberValues.Share(shareNode, errors) ?? PlanDefaults.TakeUpShare;
        if (share == 0)
        {
            errors.Add(shareNode!, "nobody is always enough: leave takeUp out where nothing is to be waited for");
        }

        return new TakeUp(share, NumberValues.Duration(fields.Optional("within"), errors) ?? PlanDefaults.TakeUpWithin);
    }
}
