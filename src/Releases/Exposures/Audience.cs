using System.Text.Json.Nodes;

namespace Releases.Exposures;

/// <summary>The audience of a targeting filter, edited in place.</summary>
internal sealed class Audience
{
    private readonly JsonObject _audience;

    private Audience(JsonObject audience) => _audience = audience;

    /// <summary>Edits the filter's audience, made empty if there is none. Gives why that cannot be done, or null.</summary>
    public static string? Edit(JsonObject filter, Func<Audience, string?> edit)
    {
        if (filter.GetOrAddObject("parameters")?.GetOrAddObject("Audience") is not { } audience)
        {
            return "the parameters of its targeting filter are not what Microsoft.Targeting takes; correct the flag, and start again";
        }

        Nulls.LeaveOutOfAudience(audience);
        return edit(new Audience(audience));
    }

    /// <summary>The filter's audience as an exposure, without its exclusion, which no exposure changes; null where it cannot be told.</summary>
    public static Exposure.Targeted? Read(JsonObject filter)
    {
        if ((filter.Get("parameters") as JsonObject)?.Get("Audience") is not JsonObject audience)
        {
            return null;
        }

        var (users, groups) = (audience.Get("Users"), audience.Get("Groups"));
        List<GroupShare> shares = [];
        foreach (var group in groups as JsonArray ?? [])
        {
            if (group is not JsonObject named || named.Get("Name").Text() is not { } name || named.Get("RolloutPercentage").Number() is not { } share)
            {
                return null;
            }

            shares.Add(new GroupShare(name, share));
        }

        List<string?> units = [.. (users as JsonArray ?? []).Select(Spelling.Text)];
        return users is not (null or JsonArray) || groups is not (null or JsonArray) || units.Contains(null) || audience.Get("DefaultRolloutPercentage").Number() is not { } percent
            ? null
            : new Exposure.Targeted(percent, shares, units!);
    }

    public string? Default(double percent)
    {
        _audience[_audience.Spelled("DefaultRolloutPercentage")] = percent;
        return null;
    }

    /// <summary>Named users and groups join those that are there; a group named by both takes the exposure's share. Exclusion stays as it is.</summary>
    public string? Merge(Exposure.Targeted exposure)
    {
        if (_audience.GetOrAddArray("Users") is not { } users || _audience.GetOrAddArray("Groups") is not { } groups)
        {
            return "the Users or Groups of its targeting filter are not lists; correct the flag, and start again";
        }

        var named = users.Select(Spelling.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var user in exposure.Users.Where(named.Add))
        {
            users.Add((JsonNode)user);
        }

        foreach (var share in exposure.Groups)
        {
            var group = groups.OfType<JsonObject>().FirstOrDefault(group => group.Get("Name").Text() == share.Name);
            if (group is null)
            {
                group = new JsonObject { ["Name"] = share.Name };
                groups.Add((JsonNode)group);
            }

            group[group.Spelled("RolloutPercentage")] = share.Percent;
        }

        return Default(exposure.Percent);
    }
}
