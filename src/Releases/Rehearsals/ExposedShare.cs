using System.Globalization;
using Releases.Exposures;

namespace Releases.Rehearsals;

/// <summary>How much a flag's document exposes, and documents from words: what people do in a portal.</summary>
public static class ExposedShare
{
    /// <summary>A flag that is off.</summary>
    public const string Off = """{"id":"flag","enabled":false,"conditions":{"client_filters":[]}}""";

    /// <summary>
    /// The share of all units that gets the new behaviour, 0 to 1. Groups and named units are not counted, and a shadow exposes nobody: the old
    /// path's result is used.
    /// </summary>
    public static double Of(string document) => ExposureReading.Of(document) switch
    {
        Exposure.On => 1,
        Exposure.Targeted targeted => Math.Clamp(targeted.Percent / 100, 0, 1),
        Exposure.Variants variants => Math.Clamp(variants.Ranges.Sum(range => range.To - range.From) / 100, 0, 1),
        _ => 0,
    };

    /// <summary>The share of all units that runs the new path, a shadow included, 0 to 1.</summary>
    public static double Running(string document) => ExposureReading.Of(document) is Exposure.Shadow ? 1 : Of(document);

    /// <summary>As a plan would say it: <c>off</c>, <c>on</c>, <c>5 %</c>, <c>shadow</c>.</summary>
    public static string Told(string document) => ExposureReading.Of(document) switch
    {
        null => "no exposure",
        Exposure.Targeted { Percent: >= 100 } => "on",
        var exposure => exposure.ToString()!,
    };

    /// <summary>The document with another exposure, everything else kept.</summary>
    /// <param name="exposure"><c>off</c>, <c>on</c> or <c>5 %</c>.</param>
    public static string Document(string document, string exposure)
    {
        Exposure parsed = exposure switch
        {
            "off" => new Exposure.Off(),
            "on" => new Exposure.On(),
            _ => new Exposure.Targeted(double.Parse(exposure.TrimEnd('%', ' '), CultureInfo.InvariantCulture), [], []),
        };
        return FeatureFlagDocument.Expose(document, parsed) is FlagExposing.Exposed exposed
            ? exposed.Document
            : throw new ArgumentException($"The flag cannot be put to '{exposure}'.", nameof(exposure));
    }
}
