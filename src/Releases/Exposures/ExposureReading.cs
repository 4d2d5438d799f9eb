using System.Text.Json.Nodes;

namespace Releases.Exposures;

/// <summary>What a flag's document exposes, in the words in which a plan would say it.</summary>
public static class ExposureReading
{
    /// <summary>
    /// The document's exposure, or <see langword="null"/> where it cannot be told as one: then nothing can be said of what lies nearer to it.
    /// Exclusions, filters beside targeting (joined by All) and variants given by name are the flag's own and not part of it.
    /// </summary>
    /// <param name="document">The flag's document.</param>
    /// <param name="dealt">
    /// Whether it is looked at as one that deals variants: then <c>on</c> is a dealing that gives everybody the default, and compares with others.
    /// </param>
    public static Exposure? Of(string document, bool dealt = false)
    {
        if (FeatureFlagDocument.Parse(document) is not { } flag)
        {
            return null;
        }

        return FeatureFlagDocument.IsEnabled(flag) ? OfEnabled(flag, dealt) : new Exposure.Off();
    }

    private static Exposure? OfEnabled(JsonObject flag, bool dealt)
    {
        if (FilterEditing.Read(flag) is not { } audience)
        {
            return null;
        }

        var open = audience is Exposure.On or Exposure.Targeted { Percent: >= 100 };
        var exposure = VariantEditing.Read(flag, open, out var known) ?? (dealt && open ? new Exposure.Variants([], null) : audience);
        return known ? exposure : null;
    }
}
