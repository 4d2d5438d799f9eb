using System.Globalization;
using System.Text.Json;
using Releases.Judgement;

namespace Releases.Azure.Telemetry;

/// <summary>Reads the one row that a criterion's query gives.</summary>
internal static class TableAnswer
{
    public static Measurement Measure(JsonElement table)
    {
        var columns = table.GetProperty("columns").EnumerateArray()
            .Select((column, index) => (Name: column.GetProperty("name").GetString()!, Type: column.GetProperty("type").GetString()!, Index: index)).ToList();
        var value = columns.Find(column => column.Name == "value");
        var samples = columns.Find(column => column.Name == "samples");
        if (value.Name is null)
        {
            return new Measurement.Error("NoValueColumn", $"the query gives no column 'value'; it gives {string.Join(", ", columns.Select(column => $"'{column.Name}'"))}");
        }

        if (Refusal(value.Name, value.Type) is { } notANumber)
        {
            return notANumber;
        }

        if (samples.Name is not null && Refusal(samples.Name, samples.Type) is { } noCount)
        {
            return noCount;
        }

        var heartbeat = columns.Find(column => column.Name == "heartbeat");
        if (heartbeat.Name is not null && Refusal(heartbeat.Name, heartbeat.Type) is { } noBeats)
        {
            return noBeats;
        }

        var rows = table.GetProperty("rows");
        if (rows.GetArrayLength() == 0)
        {
            return new Measurement.Nothing("the query gave no row", Samples: null);
        }

        if (rows.GetArrayLength() > 1)
        {
            return new Measurement.Error("NotOneRow", $"the query gave {rows.GetArrayLength()} rows, and one is wanted: end it with summarize or take 1");
        }

        var whole = samples.Name is null ? null : Whole(rows[0][samples.Index]);
        var beats = heartbeat.Name is null ? null : Whole(rows[0][heartbeat.Index]);
        return Number(rows[0][value.Index]) is { } number
            ? new Measurement.Value(number, whole, beats)
            : new Measurement.Nothing("the query gave one row, and its value is null", whole, beats);
    }

    private static long? Whole(JsonElement cell) => Number(cell) is { } given && double.IsFinite(given) ? (long)Math.Floor(given) : null;

    private static Measurement.Error? Refusal(string column, string type) => type switch
    {
        "int" or "long" or "real" or "decimal" => null,

        // The criterion's unit is not known here; a guess would be wrong by a factor of a thousand half of the time.
        "timespan" => new Measurement.Error("NotANumber", $"the column '{column}' is a timespan: divide it by 1ms or 1s, so that its unit is plain"),
        _ => new Measurement.Error("NotANumber", $"the column '{column}' is of type {type}: convert it with toreal() or tolong()"),
    };

    // NaN and the infinities have no JSON number and come as text, decimals as text for their digits' sake.
    private static double? Number(JsonElement cell) => cell.ValueKind switch
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
