using System.Text.Json;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>Arrays cut at several places.</summary>
internal static class ArrayParts
{
    public static IEnumerable<ComputedFunction> All { get; } = [new("array_split", texts => Split(texts[0], texts[1]))];

    private static string? Split(string arrayJson, string placesJson)
    {
        using var array = JsonDocument.Parse(arrayJson);
        using var places = JsonDocument.Parse(placesJson);
        if (array.RootElement.ValueKind != JsonValueKind.Array || places.RootElement.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var items = array.RootElement.EnumerateArray().Select(item => item.GetRawText()).ToList();
        var cuts = new List<int> { 0 };
        foreach (var place in places.RootElement.EnumerateArray())
        {
            if (place.ValueKind != JsonValueKind.Number || !place.TryGetInt32(out var cut))
            {
                return null;
            }

            cuts.Add(Math.Clamp(cut < 0 ? items.Count + cut : cut, cuts[^1], items.Count));
        }

        return $"[{string.Join(',', cuts.Zip(cuts.Skip(1).Append(items.Count), (from, to) => $"[{string.Join(',', items[from..to])}]"))}]";
    }
}
