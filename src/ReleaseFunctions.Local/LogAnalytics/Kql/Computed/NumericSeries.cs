using System.Globalization;
using System.Text.Json;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>Functions on arrays of numbers that look at the whole array. What is no number makes null.</summary>
internal static class NumericSeries
{
    public static IEnumerable<ComputedFunction> All { get; } =
    [
        new("series_fit_line", texts => Read(texts[0]) is { Length: > 1 } series ? Line(series) : null),
        new("series_fir", texts => Fir(texts[0], texts[1], texts[2], texts[3])),
        new("series_iir", texts => Iir(texts[0], texts[1], texts[2])),
        new("series_seasonal", texts => Seasonal(texts[0], texts[1])),
        new("series_fill_linear", texts => Filled(texts[0], texts[1], texts[2], texts[3])),
        new("series_pearson", texts => Pearson(texts[0], texts[1])),
    ];

    // Variances are those of a sample: divided by one less than the number of values.
    private static string Line(double[] y)
    {
        var (n, meanX, meanY) = (y.Length, (y.Length - 1) / 2.0, y.Average());
        var slope = y.Select((value, x) => (x - meanX) * (value - meanY)).Sum() / Enumerable.Range(0, n).Sum(x => (x - meanX) * (x - meanX));
        var interception = meanY - (slope * meanX);
        var fit = Enumerable.Range(0, n).Select(x => interception + (slope * x)).ToArray();
        var (total, residual) = (y.Sum(value => (value - meanY) * (value - meanY)), y.Zip(fit, (value, fitted) => (value - fitted) * (value - fitted)).Sum());
        var rsquare = total == 0 ? 1 : 1 - (residual / total);
        return $"{{\"rsquare\":{Json(rsquare)},\"slope\":{Json(slope)},\"variance\":{Json(total / (n - 1))},\"rvariance\":{Json(residual / (n - 1))},"
            + $"\"interception\":{Json(interception)},\"line_fit\":{Write(fit)}}}";
    }

    // Before its begin a series is zero.
    private static string? Fir(string seriesJson, string filterJson, string normalize, string center)
    {
        if (Read(seriesJson) is not { } series || Read(filterJson) is not { Length: > 0 } filter)
        {
            return null;
        }

        var negative = filter.Any(part => part < 0);
        if (normalize == "true" && negative)
        {
            return null;
        }

        var by = normalize == "true" || (normalize.Length == 0 && !negative) ? filter.Sum() : 1;
        var shift = center == "true" ? (filter.Length - 1) / 2 : 0;
        return Write(series.Select((_, i) => filter.Select((part, k) => i + shift - k is >= 0 and var at && at < series.Length ? part * series[at] : 0).Sum() / by));
    }

    private static string? Iir(string seriesJson, string numeratorJson, string denominatorJson)
    {
        if (Read(seriesJson) is not { } x || Read(numeratorJson) is not { Length: > 0 } b || Read(denominatorJson) is not { Length: > 0 } a || a[0] == 0)
        {
            return null;
        }

        var y = new double[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            var forward = b.Select((part, k) => k <= i ? part * x[i - k] : 0).Sum();
            var back = a.Skip(1).Select((part, k) => k + 1 <= i ? part * y[i - k - 1] : 0).Sum();
            y[i] = (forward - back) / a[0];
        }

        return Write(y);
    }

    // The median of what stands at the same place of each period.
    private static string? Seasonal(string seriesJson, string periodText)
    {
        if (Read(seriesJson) is not { } series || !int.TryParse(periodText, NumberStyles.None, CultureInfo.InvariantCulture, out var period) || period == 0)
        {
            return null;
        }

        var medians = Enumerable.Range(0, Math.Min(period, series.Length)).Select(phase =>
        {
            var values = series.Where((_, index) => index % period == phase).Order().ToArray();
            return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
        }).ToArray();
        return Write(series.Select((_, index) => medians[index % period]));
    }

    // Among whole numbers what is filled in is whole, too.
    private static string? Filled(string seriesJson, string missing, string fillsEdges, string constant)
    {
        using var document = JsonDocument.Parse(seriesJson);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var placeholder = missing.Length == 0 ? (double?)null : ComputedFunctions.Number(missing);
        var items = document.RootElement.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.GetDouble() is var value && value != placeholder ? (double?)value : null).ToArray();
        var whole = document.RootElement.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Null || (item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out _)));
        var known = Enumerable.Range(0, items.Length).Where(index => items[index] is not null).ToArray();
        if (known.Length == 0)
        {
            return Write(items.Select(_ => ComputedFunctions.Number(constant)));
        }

        var filled = items.Select((item, index) =>
        {
            if (item is not null)
            {
                return item;
            }

            var (before, after) = (known.LastOrDefault(place => place < index, -1), known.FirstOrDefault(place => place > index, -1));
            if (before < 0 || after < 0)
            {
                return fillsEdges == "true" ? items[before < 0 ? after : before] : null;
            }

            var between = items[before]!.Value + ((items[after]!.Value - items[before]!.Value) * (index - before) / (after - before));
            return whole ? Math.Truncate(between) : between;
        });
        return $"[{string.Join(',', filled.Select(value => value is not { } number ? "null" : whole ? ((long)number).ToString(CultureInfo.InvariantCulture) : Json(number)))}]";
    }

    private static string? Pearson(string aJson, string bJson)
    {
        if (Read(aJson) is not { Length: > 1 } a || Read(bJson) is not { } b || a.Length != b.Length)
        {
            return null;
        }

        var (meanA, meanB) = (a.Average(), b.Average());
        var both = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return ComputedFunctions.Text(both / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB))));
    }

    private static double[]? Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array && document.RootElement.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number)
            ? [.. document.RootElement.EnumerateArray().Select(item => item.GetDouble())]
            : null;
    }

    private static string Write(IEnumerable<double> values) => $"[{string.Join(',', values.Select(Json))}]";

    private static string Json(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"";
        }

        var text = ComputedFunctions.Text(value);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
