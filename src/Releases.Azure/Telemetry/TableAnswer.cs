using System.Text.Json;
using Releases.Judgement;

namespace Releases.Azure.Telemetry;

/// <summary>Reads the one row that a criterion's query gives.</summary>
internal static class TableAnswer
{
    public static Measurement Measure(JsonElement table)
    {
        var columns = Cells.Columns(table);
        var value = columns.Find(column => column.Name == "value");
        var samples = columns.Find(column => column.Name == "samples");
        if (value.Name is null)
        {
            return new Measurement.Error("NoValueColumn", $"the query gives no column 'value'; it gives {string.Join(", ", columns.Select(column => $"'{column.Name}'"))}");
        }

        if (Cells.Refusal(value.Name, value.Type) is { } notANumber)
        {
            return notANumber;
        }

        if (samples.Name is not null && Cells.Refusal(samples.Name, samples.Type) is { } noCount)
        {
            return noCount;
        }

        var heartbeat = columns.Find(column => column.Name == "heartbeat");
        if (heartbeat.Name is not null && Cells.Refusal(heartbeat.Name, heartbeat.Type) is { } noBeats)
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
        return Cells.Number(rows[0][value.Index]) is { } number
            ? new Measurement.Value(number, whole, beats)
            : new Measurement.Nothing("the query gave one row, and its value is null", whole, beats);
    }

    private static long? Whole(JsonElement cell) => Cells.Number(cell) is { } given && double.IsFinite(given) ? (long)Math.Floor(given) : null;
}
