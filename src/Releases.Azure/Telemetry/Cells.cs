using System.Globalization;
using System.Text.Json;
using Releases.Judgement;

namespace Releases.Azure.Telemetry;

/// <summary>Columns and cells of an answer's table.</summary>
internal static class Cells
{
    public static List<(string Name, string Type, int Index)> Columns(JsonElement table) =>
    [
        .. table.GetProperty("columns").EnumerateArray()
            .Select((column, index) => (column.GetProperty("name").GetString()!, column.GetProperty("type").GetString()!, index)),
    ];

    /// <summary>What stands against taking a column for numbers.</summary>
    public static Measurement.Error? Refusal(string column, string type) => type switch
    {
        "int" or "long" or "real" or "decimal" => null,

        // The criterion's unit is not known here; a guess would be wrong by a factor of a thousand half of the time.
        "timespan" => new Measurement.Error("NotANumber", $"the column '{column}' is a timespan: divide it by 1ms or 1s, so that its unit is plain"),
        _ => new Measurement.Error("NotANumber", $"the column '{column}' is of type {type}: convert it with toreal() or tolong()"),
    };

    // NaN and the infinities have no JSON number and come as text, decimals as text for their digits' sake.
    public static double? Number(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Number => cell.GetDouble(),
        JsonValueKind.String => cell.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" or "∞" => double.PositiveInfinity,
            "-Infinity" or "-∞" => double.NegativeInfinity,
            var text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        },
        _ => null,
    };
}
