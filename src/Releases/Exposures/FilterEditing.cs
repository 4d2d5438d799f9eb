using System.Text.Json.Nodes;

namespace Releases.Exposures;

/// <summary>The edits of a flag's client filters. Each gives the reason why it cannot be done, or null once it is done.</summary>
internal static class FilterEditing
{
    private const string Targeting = "Microsoft.Targeting";
    private const string TargetingAlias = "Targeting";
    private const string Percentage = "Microsoft.Percentage";
    private const string PercentageAlias = "Percentage";

    /// <summary>Opens the targeting filter, if there is one, to all; the other filters go on deciding.</summary>
    public static string? LetEverybodyIn(JsonObject flag)
    {
        if (Find(flag, out var filters, out _) is { } refusal)
        {
            return refusal;
        }

        return filters.Targeting is { } targeting ? Audience.Edit(targeting, audience => audience.Default(100)) : null;
    }

    public static string? Target(JsonObject flag, Exposure.Targeted exposure, bool wasEnabled)
    {
        if (Find(flag, out var filters, out var conditions) is { } refusal)
        {
            return refusal;
        }

        // On a flag that was on, whoever the other filters let in was in before; on one that was off they would come along unasked.
        if (!wasEnabled && filters.Others.Count > 0 && !filters.All)
        {
            return $"the flag is off, and enabling it would also let in everybody whom its other filters accept ({string.Join(", ", filters.Others)}), "
                + "because its requirement_type is Any: set requirement_type to All, or remove those filters";
        }

        if (LeftOutAreOn(flag) is { } reason)
        {
            return reason;
        }

        var targeting = filters.Targeting;
        if (targeting is null)
        {
            targeting = new JsonObject { ["name"] = Targeting };
            conditions ??= Add(flag, "conditions", new JsonObject());
            var list = conditions["client_filters"] as JsonArray ?? Add(conditions, "client_filters", new JsonArray());
            list.Add((JsonNode)targeting);
        }

        return Audience.Edit(targeting, audience => audience.Merge(exposure));
    }

    /// <summary>Everybody gets the shadow variant, but those whom a filter leaves out: they must be off as well.</summary>
    public static string? Shadow(JsonObject flag)
    {
        if (LetEverybodyIn(flag) is { } refusal)
        {
            return refusal;
        }

        return Find(flag, out var filters, out _) ?? (filters.Any ? LeftOutAreOn(flag) : null) ?? VariantEditing.Shadow(flag);
    }

    /// <summary>The targeting filter as an exposure: everybody where there is none; null where it or its fellows cannot be told as one.</summary>
    public static Exposure? Read(JsonObject flag)
    {
        // Joined by Any, other filters let in whom they like beside the audience: that is no share of units.
        if (Find(flag, out var filters, out _) is not null || (filters.Others.Count > 0 && !filters.All))
        {
            return null;
        }

        return filters.Targeting is { } targeting ? Audience.Read(targeting) : new Exposure.On();
    }

    private static string? LeftOutAreOn(JsonObject flag) => StatusOverride.OfThoseLeftOut(flag) is { } variant
        ? $"those whom its filters leave out get its variant {variant}, whose status_override turns the flag on all the same: "
            + "remove that override, or name another variant in default_when_disabled"
        : null;

    private static string? Find(JsonObject flag, out Filters filters, out JsonObject? conditions)
    {
        filters = new Filters(null, [], All: false);
        conditions = flag["conditions"] as JsonObject;
        if (flag["conditions"] is not (null or JsonObject))
        {
            return "its conditions are not an object; correct the flag, and start again";
        }

        if (conditions?["client_filters"] is not (null or JsonArray))
        {
            return "its client_filters are not a list; correct the flag, and start again";
        }

        if (RequirementIsAll(conditions?["requirement_type"]) is not { } all)
        {
            return "its requirement_type is neither Any nor All; correct the flag, and start again";
        }

        var list = conditions?["client_filters"] as JsonArray ?? [];
        if (list.OfType<JsonObject>().Select(Name).FirstOrDefault(name => Is(name, Percentage, PercentageAlias)) is { } drawn)
        {
            return $"its filter {drawn} is drawn afresh at each evaluation, so that nobody who gets the flag would keep it: "
                + "put Microsoft.Targeting in its place, and start again";
        }

        var targeting = list.OfType<JsonObject>().Where(filter => IsTargeting(Name(filter))).ToList();
        if (targeting.Count > 1)
        {
            return $"it has {targeting.Count} targeting filters, and which of them is to carry the exposure cannot be told; leave one";
        }

        var others = list.OfType<JsonObject>().Select(Name).Where(name => !IsTargeting(name)).ToList();
        filters = new Filters(targeting.SingleOrDefault(), others, all);
        return null;
    }

    private static bool? RequirementIsAll(JsonNode? requirement)
    {
        var name = requirement is null ? "Any" : (requirement as JsonValue)?.TryGetValue<string>(out var text) == true ? text : "";
        return name.Equals("All", StringComparison.OrdinalIgnoreCase) ? true
            : name.Equals("Any", StringComparison.OrdinalIgnoreCase) ? false
            : null;
    }

    private static string Name(JsonObject filter) => filter["name"].Text() ?? "a filter without a name";

    private static bool IsTargeting(string name) => Is(name, Targeting, TargetingAlias);

    private static bool Is(string name, string full, string alias) =>
        name.Equals(full, StringComparison.OrdinalIgnoreCase) || name.Equals(alias, StringComparison.OrdinalIgnoreCase);

    private static T Add<T>(JsonObject parent, string name, T node)
        where T : JsonNode
    {
        parent[name] = node;
        return node;
    }

    private sealed record Filters(JsonObject? Targeting, IReadOnlyList<string> Others, bool All)
    {
        public bool Any => Targeting is not null || Others.Count > 0;
    }
}
