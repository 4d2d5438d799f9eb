using System.Text.Json.Nodes;
using Releases.Judgement.Alerts;

namespace Releases.Plans.Reading.Kinds;

/// <summary>Reads and writes <c>alert</c>.</summary>
internal static class AlertShape
{
    public static AlertCriterion? Read(PlanNode node, KindReading reading)
    {
        if (Fields.Of(node, reading.Errors, "rules", "scope") is not { } fields)
        {
            return null;
        }

        var (rulesNode, scopeNode) = (fields.Optional("rules"), fields.Optional("scope"));
        if (rulesNode is null && scopeNode is null)
        {
            reading.Errors.Add(node, "name rules ([orders-latency]), or in scope the resources that no alert may be about");
        }

        var rules = Unique.Texts(Lists.AtLeastOne(rulesNode, reading.Errors, "alert rule"), "rule", reading.Errors);
        var scope = Unique.Texts(rulesNode is null ? Lists.AtLeastOne(scopeNode, reading.Errors, "resource") : Lists.Items(scopeNode, reading.Errors), "resource", reading.Errors);
        return new AlertCriterion(reading.Name, rules, scope) { Counting = reading.Counting };
    }

    public static JsonObject Write(AlertCriterion criterion) =>
        Written.Present(("rules", criterion.Rules.Count == 0 ? null : Written.Texts(criterion.Rules)), ("scope", criterion.Scope.Count == 0 ? null : Written.Texts(criterion.Scope)));
}
