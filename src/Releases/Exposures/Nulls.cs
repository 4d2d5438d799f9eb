using System.Text.Json.Nodes;

namespace Releases.Exposures;

/// <summary>
/// A null where a condition belongs is no condition to .NET clients, and an exception to JavaScript ones. Some writers leave such nulls
/// behind; taken out, the flag means to all what it meant to .NET.
/// </summary>
internal static class Nulls
{
    /// <summary>Of the conditions themselves. The parameters of a filter are its own: a null may mean something there.</summary>
    public static void LeaveOutOfConditions(JsonObject flag)
    {
        if (flag["conditions"] is null)
        {
            flag.Remove("conditions");
        }

        LeaveOut(flag["conditions"] as JsonObject);
    }

    /// <summary>Of the audience and of its exclusion.</summary>
    public static void LeaveOutOfAudience(JsonObject audience)
    {
        LeaveOut(audience);
        foreach (var part in audience.Select(property => property.Value).OfType<JsonObject>())
        {
            LeaveOut(part);
        }
    }

    private static void LeaveOut(JsonObject? parent)
    {
        foreach (var name in parent?.Where(property => property.Value is null).Select(property => property.Key).ToList() ?? [])
        {
            parent!.Remove(name);
        }
    }
}
