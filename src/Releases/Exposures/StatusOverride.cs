using System.Text.Json.Nodes;

namespace Releases.Exposures;

/// <summary>A variant can overrule the state of an enabled flag.</summary>
internal static class StatusOverride
{
    /// <summary>The variant that turns the flag on for those whom its filters leave out, if there is one.</summary>
    public static string? OfThoseLeftOut(JsonObject flag)
    {
        var name = Text((flag["allocation"] as JsonObject)?["default_when_disabled"]);
        var variant = name is null ? null : (flag["variants"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(variant => Text(variant["name"]) == name);
        return string.Equals(Text(variant?["status_override"]), "Enabled", StringComparison.OrdinalIgnoreCase) ? name : null;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
