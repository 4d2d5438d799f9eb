using System.Text.Json.Nodes;
using Releases.Exposures;
using Releases.Rehearsals.Scenarios;

namespace Releases.Rehearsals;

/// <summary>A flag as it stands before the release: off, where a scenario does not say otherwise, and with the variants that the plan deals.</summary>
internal static class StartingFlag
{
    /// <summary>The document; nothing where there is no such flag.</summary>
    internal static string? Of(Scenario scenario, string environment, string key)
    {
        var plan = scenario.Plan;
        var to = scenario.Starts.FirstOrDefault(start => start.Environment == environment && start.Key == key)?.To;
        if (to == StartingState.Missing)
        {
            return null;
        }

        var flag = JsonNode.Parse(ExposedShare.Off)!.AsObject();
        flag["id"] = key;
        var dealt = plan.Stages.Select(stage => stage.ExposureOf(key)).OfType<Exposure.Variants>().SelectMany(exposure => exposure.Ranges).Select(range => range.Variant).Distinct().ToList();
        if (dealt.Count > 0)
        {
            flag["variants"] = new JsonArray([.. dealt.Select(name => (JsonNode)new JsonObject { ["name"] = name })]);
        }

        return to is null ? flag.ToJsonString() : ExposedShare.Document(flag.ToJsonString(), to);
    }
}
