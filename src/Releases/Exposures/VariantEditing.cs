using System.Text.Json.Nodes;

namespace Releases.Exposures;

/// <summary>The edits of a flag's variants and of who gets them. Each gives the reason why it cannot be done, or null once it is done.</summary>
internal static class VariantEditing
{
    private const string NoList = "its variants are not a list; correct the flag, and start again";
    private const string NoAllocation = "its allocation is not an object; correct the flag, and start again";

    /// <summary>The variant of that name, if the flag defines it.</summary>
    public static JsonObject? Find(JsonObject flag, string name) => All(flag).FirstOrDefault(variant => variant.Get("name").Text() == name);

    /// <summary>Deals the units anew by the exposure's ranges; who was given a variant by name keeps it.</summary>
    public static string? Deal(JsonObject flag, Exposure.Variants exposure, bool wasEnabled)
    {
        var unknown = exposure.Ranges.Select(range => range.Variant).Distinct().Where(name => Find(flag, name) is null).ToList();
        if (unknown.Count > 0)
        {
            var known = All(flag).Select(variant => variant.Get("name").Text()).OfType<string>().ToList();
            return $"it has no variant {string.Join(", ", unknown)}; {(known.Count == 0 ? "it has none" : $"it has {string.Join(", ", known)}")}: "
                + "define the variant in the flag, and start again";
        }

        if (flag.GetOrAddObject("allocation") is not { } allocation)
        {
            return NoAllocation;
        }

        if (exposure.Seed is { } seed)
        {
            var dealt = wasEnabled && allocation.Get("percentile") is JsonArray { Count: > 0 };
            if (dealt && SeedOf(flag, allocation) is var found && found != seed)
            {
                return $"it deals its variants by the seed '{Shown(found)}', and the plan's seed '{Shown(seed)}' would deal everybody anew: "
                    + "leave seed out of the plan, and the flag keeps its own";
            }

            allocation[allocation.Spelled("seed")] = seed;
        }

        allocation[allocation.Spelled("percentile")] = new JsonArray([.. exposure.Ranges.Select(range =>
            (JsonNode)new JsonObject { ["variant"] = range.Variant, ["from"] = range.From, ["to"] = range.To })]);
        return null;
    }

    /// <summary>Gives everybody the shadow variant: nobody may get another, which would be the new path in earnest.</summary>
    public static string? Shadow(JsonObject flag)
    {
        if (flag.GetOrAddArray("variants") is not { } variants)
        {
            return NoList;
        }

        if (flag.GetOrAddObject("allocation") is not { } allocation)
        {
            return NoAllocation;
        }

        var shadow = Find(flag, Exposure.ShadowVariant);
        if (shadow is not null && !StatusOverride.IsDisabled(shadow))
        {
            return $"its variant {Exposure.ShadowVariant} has no status_override Disabled, so whoever asks whether the flag is on would get the new path: "
                + "set that override, or rename the variant";
        }

        if (shadow is null)
        {
            variants.Add((JsonNode)new JsonObject { ["name"] = Exposure.ShadowVariant, [StatusOverride.Property] = StatusOverride.Disabled });
        }

        foreach (var others in new[] { "user", "group", "percentile" })
        {
            allocation.Remove(allocation.Spelled(others));
        }

        allocation[allocation.Spelled("default_when_enabled")] = Exposure.ShadowVariant;
        return null;
    }

    /// <summary>The exposure that the allocation makes of an enabled flag; null where it makes none, so that only the filters count.</summary>
    /// <param name="open">Whether the filters leave nobody out: only then is the allocation all there is to it.</param>
    /// <param name="known">False where the two together cannot be told as one exposure.</param>
    public static Exposure? Read(JsonObject flag, bool open, out bool known)
    {
        known = true;
        if (flag.Get("allocation") is not JsonObject allocation)
        {
            return null;
        }

        var byDefault = allocation.Get("default_when_enabled").Text();
        var ranges = Ranges(allocation, byDefault);
        var named = (allocation.Get("user"), allocation.Get("group")) is (JsonArray { Count: > 0 }, _) or (_, JsonArray { Count: > 0 });
        var shadow = byDefault == Exposure.ShadowVariant && Find(flag, byDefault) is { } variant && StatusOverride.IsDisabled(variant);
        known = ranges is not null && (open || (ranges.Count == 0 && !shadow)) && !(shadow && (named || ranges.Count > 0));
        return ranges switch
        {
            _ when !known => null,
            _ when shadow => new Exposure.Shadow(),
            { Count: > 0 } => new Exposure.Variants(ranges, SeedOf(flag, allocation)),
            _ => null,
        };
    }

    /// <summary>Who is dealt another variant than the default, as neighbours that do not overlap: of several entries the first one counts.</summary>
    private static List<VariantRange>? Ranges(JsonObject allocation, string? byDefault)
    {
        var entries = new List<VariantRange>();
        foreach (var entry in allocation.Get("percentile") as JsonArray ?? [])
        {
            if (entry is not JsonObject part || part.Get("variant").Text() is not { } variant || part.Get("from").Number() is not { } from || part.Get("to").Number() is not { } to)
            {
                return null;
            }

            entries.Add(new VariantRange(variant, from, to));
        }

        return [.. VariantDealing.Flatten(entries).Where(range => range.Variant != byDefault)];
    }

    /// <summary>The seed in force: clients take this one where the flag names none.</summary>
    private static string SeedOf(JsonObject flag, JsonObject allocation) => allocation.Get("seed").Text() ?? $"allocation\n{flag.Get("id").Text()}";

    private static IEnumerable<JsonObject> All(JsonObject flag) => (flag.Get("variants") as JsonArray)?.OfType<JsonObject>() ?? [];

    private static string Shown(string seed) => seed.ReplaceLineEndings("\\n");
}
