using System.Text.Json.Nodes;
using Releases.Exposures;
using Releases.Plans;

namespace Releases.Rehearsals;

/// <summary>A flag as it is assumed to stand before the release: off, and with the variants that the plan deals.</summary>
internal static class StartingFlag
{
    internal static string Of(ReleasePlan plan, string key)
    {
        var flag = JsonNode.Parse(ExposedShare.Off)!.AsObject();
        flag["id"] = key;
        var dealt = plan.Stages.Select(stage => stage.ExposureOf(key)).OfType<Exposure.Variants>().SelectMany(exposure => exposure.Ranges).Select(range => range.Variant).Distinct().ToList();
        if (dealt.Count > 0)
        {
            flag["variants"] = new JsonArray([.. dealt.Select(name => (JsonNode)new JsonObject { ["name"] = name })]);
        }

        return flag.ToJsonString();
    }
}
