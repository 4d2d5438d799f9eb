using System.Globalization;
using System.Text.Json;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>Ranks among values that have weights: an array of [value, weight], the values all numbers or all texts of datetimes.</summary>
internal static class Digests
{
    public static IEnumerable<ComputedFunction> All { get; } =
    [
        new("tdigest_percentile", texts => Percentile(texts[0], decimal.Parse(texts[1], NumberStyles.Float, CultureInfo.InvariantCulture))),
        new("tdigest_rank", texts => Rank(texts[0], ComputedFunctions.Number(texts[1])) is { } rank ? ComputedFunctions.Text(rank.Below) : null),
        new("tdigest_percentrank", texts => Rank(texts[0], ComputedFunctions.Number(texts[1])) is { } rank ? ComputedFunctions.Text(100.0 * rank.Below / rank.Total) : null),
    ];

    // The first value, in their order, up to which so large a share of the weights lies.
    private static string? Percentile(string json, decimal fraction)
    {
        using var document = JsonDocument.Parse(json);
        if (Pairs(document) is not { Count: > 0 } pairs)
        {
            return null;
        }

        var wanted = fraction * pairs.Sum(pair => pair.Weight);
        var (reached, found) = (0L, pairs[0].Value);
        foreach (var (value, weight) in pairs)
        {
            (reached, found) = (reached + weight, value);
            if (reached >= wanted)
            {
                break;
            }
        }

        return found.GetRawText();
    }

    private static (double Below, double Total)? Rank(string json, double limit)
    {
        using var document = JsonDocument.Parse(json);
        return Pairs(document) is { Count: > 0 } pairs && pairs.TrueForAll(pair => pair.Value.ValueKind == JsonValueKind.Number)
            ? (pairs.Where(pair => pair.Value.GetDouble() <= limit).Sum(pair => pair.Weight), pairs.Sum(pair => pair.Weight))
            : null;
    }

    private static List<(JsonElement Value, long Weight)>? Pairs(JsonDocument document)
    {
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var pairs = new List<(JsonElement Value, long Weight)>();
        foreach (var pair in document.RootElement.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2 || pair[1].ValueKind != JsonValueKind.Number || !pair[1].TryGetInt64(out var weight))
            {
                return null;
            }

            pairs.Add((pair[0], weight));
        }

        return pairs.TrueForAll(pair => pair.Value.ValueKind == JsonValueKind.Number) ? [.. pairs.OrderBy(pair => pair.Value.GetDouble())]
            : pairs.TrueForAll(pair => pair.Value.ValueKind == JsonValueKind.String) ? [.. pairs.OrderBy(pair => pair.Value.GetString(), StringComparer.Ordinal)]
            : null;
    }
}
