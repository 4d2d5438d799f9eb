using System.Text.Json.Nodes;

namespace Releases.Exposures;

/// <summary>A variant can overrule the state of an enabled flag.</summary>
internal static class StatusOverride
{
    public const string Property = "status_override";
    public const string Disabled = "Disabled";

    /// <summary>The variant that turns the flag on for those whom its filters leave out, if there is one.</summary>
    public static string? OfThoseLeftOut(JsonObject flag)
    {
        var name = (flag["allocation"] as JsonObject)?.Get("default_when_disabled").Text();
        return name is not null && Is(VariantEditing.Find(flag, name), "Enabled") ? name : null;
    }

    /// <summary>Whether the variant keeps the flag off for those who get it.</summary>
    public static bool IsDisabled(JsonObject variant) => Is(variant, Disabled);

    private static bool Is(JsonObject? variant, string status) => string.Equals(variant?.Get(Property).Text(), status, StringComparison.OrdinalIgnoreCase);
}
