using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Releases.Exposures;

/// <summary>
/// A feature flag's JSON document, as microsoft/FeatureManagement's schema for feature flags (v2) has it.
/// Only what makes an exposure is ever changed; everything else survives, known or not, in its order. Letters outside the basic plane
/// (emoji) come out escaped, which is the same text.
/// </summary>
public static class FeatureFlagDocument
{
    // A property given twice has no meaning that all readers agree on.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // The default encoder would blow every letter outside ASCII up to six bytes, of the 10 kB that a flag may have.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Puts the exposure into the document.</summary>
    /// <param name="document">The document as captured: never the result of an earlier call, or audiences would pile up.</param>
    public static FlagExposing Expose(string document, Exposure exposure)
    {
        if (Parse(document) is not { } flag)
        {
            return new FlagExposing.Refused("the setting does not hold a feature flag's JSON document; correct it, and start again");
        }

        var wasEnabled = IsEnabled(flag);
        Nulls.LeaveOutOfConditions(flag);
        var refusal = exposure switch
        {
            Exposure.Off => null,
            Exposure.On => FilterEditing.LetEverybodyIn(flag),
            Exposure.Targeted targeted => FilterEditing.Target(flag, targeted, wasEnabled),
            Exposure.Variants variants => FilterEditing.LetEverybodyIn(flag) ?? VariantEditing.Deal(flag, variants, wasEnabled),
            Exposure.Shadow => FilterEditing.Shadow(flag),
            _ => throw new ArgumentOutOfRangeException(nameof(exposure), exposure, "Unknown exposure."),
        };
        if (refusal is not null)
        {
            return new FlagExposing.Refused(refusal);
        }

        flag["enabled"] = exposure is not Exposure.Off;
        return new FlagExposing.Exposed(flag.ToJsonString(Compact));
    }

    /// <summary>Whether the flag is enabled; <see langword="null"/> where the text is no feature flag's document.</summary>
    public static bool? IsEnabled(string document) => Parse(document) is { } flag ? IsEnabled(flag) : null;

    internal static JsonObject? Parse(string document)
    {
        try
        {
            // Half a surrogate pair passes the parser and is found out only when somebody writes it; written here once, nobody else need fear it.
            var flag = JsonNode.Parse(document, documentOptions: Strict) as JsonObject;
            flag?.ToJsonString(Compact);
            return flag;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    internal static bool IsEnabled(JsonObject flag) => flag["enabled"] is JsonValue value && value.TryGetValue<bool>(out var enabled) && enabled;
}
