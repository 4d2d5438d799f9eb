using System.Text.Json.Nodes;

namespace Releases.Exposures;

/// <summary>
/// The audience of a targeting filter, edited in place. Names are found whatever their case is, because the .NET client binds them so;
/// what is there keeps its spelling.
/// </summary>
internal sealed class Audience
{
    private readonly JsonObject _audience;

    private Audience(JsonObject audience) => _audience = audience;

    /// <summary>Edits the filter's audience, made empty if there is none. Gives why that cannot be done, or null.</summary>
    public static string? Edit(JsonObject filter, Func<Audience, string?> edit)
    {
        var parameters = Child(filter, "parameters", static () => new JsonObject());
        var audience = parameters is null ? null : Child(parameters, "Audience", static () => new JsonObject());
        if (audience is null)
        {
            return "the parameters of its targeting filter are not what Microsoft.Targeting takes; correct the flag, and start again";
        }

        Nulls.LeaveOutOfAudience(audience);
        return edit(new Audience(audience));
    }

    public string? Default(double percent)
    {
        _audience[Spelled(_audience, "DefaultRolloutPercentage")] = percent;
        return null;
    }

    /// <summary>Named users and groups join those that are there; a group named by both takes the exposure's share. Exclusion stays as it is.</summary>
    public string? Merge(Exposure.Targeted exposure)
    {
        if (Child(_audience, "Users", static () => new JsonArray()) is not { } users
            || Child(_audience, "Groups", static () => new JsonArray()) is not { } groups)
        {
            return "the Users or Groups of its targeting filter are not lists; correct the flag, and start again";
        }

        var named = users.Select(Text).ToHashSet(StringComparer.Ordinal);
        foreach (var user in exposure.Users.Where(named.Add))
        {
            users.Add((JsonNode)user);
        }

        foreach (var share in exposure.Groups)
        {
            var group = groups.OfType<JsonObject>().FirstOrDefault(group => Text(group[Spelled(group, "Name")]) == share.Name);
            if (group is null)
            {
                group = new JsonObject { ["Name"] = share.Name };
                groups.Add((JsonNode)group);
            }

            group[Spelled(group, "RolloutPercentage")] = share.Percent;
        }

        return Default(exposure.Percent);
    }

    private static T? Child<T>(JsonObject parent, string name, Func<T> empty)
        where T : JsonNode
    {
        var spelled = Spelled(parent, name);
        parent[spelled] ??= empty();
        return parent[spelled] as T;
    }

    private static string Spelled(JsonObject parent, string name) =>
        parent.Select(property => property.Key).FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
