using System.Text.Json;
using Releases.Judgement;

namespace Releases.Azure.Telemetry;

/// <summary>Reads the rows that a criterion's query gives: one, or one for each series where there is a column <c>series</c>.</summary>
internal static class TableAnswer
{
    private static readonly string[] Numbers = ["value", "samples", "heartbeat", "baseline"];

    public static Measurement Measure(JsonElement table)
    {
        var columns = Cells.Columns(table);
        if (columns.TrueForAll(column => column.Name != "value"))
        {
            return new Measurement.Error("NoValueColumn", $"the query gives no column 'value'; it gives {string.Join(", ", columns.Select(column => $"'{column.Name}'"))}");
        }

        foreach (var (name, type, _) in columns)
        {
            if (Numbers.Contains(name) && Cells.Refusal(name, type) is { } notANumber)
            {
                return notANumber;
            }
        }

        var rows = table.GetProperty("rows");
        var series = columns.Find(column => column.Name == "series");
        return (rows.GetArrayLength(), series.Name) switch
        {
            (0, _) => new Measurement.Nothing("the query gave no row", Samples: null),
            ( > Measurement.Series.Most, not null) => new Measurement.Error("TooManySeries", $"the query gave {rows.GetArrayLength()} series, and {Measurement.Series.Most} are the most: keep the worst with top"),
            (_, not null) => Series(rows, series.Index, columns),
            (1, null) => One(Read("", rows[0], columns)),
            (var many, null) => new Measurement.Error("NotOneRow", $"the query gave {many} rows, and one is wanted: end it with summarize or take 1, or name its rows in a column 'series'"),
        };
    }

    private static Measurement Series(JsonElement rows, int series, List<(string Name, string Type, int Index)> columns)
    {
        var points = new List<Point>();
        foreach (var row in rows.EnumerateArray())
        {
            var name = row[series].ToString();
            if (points.Any(point => point.Name == name))
            {
                return new Measurement.Error("SameSeries", $"the query gives several rows of the series '{name}': end it with summarize … by series");
            }

            points.Add(Read(name, row, columns));
        }

        return new Measurement.Series(points);
    }

    private static Measurement One(Point point) =>
        point.Number is null ? new Measurement.Nothing("the query gave one row, and its value is null", point.Samples, point.Heartbeat) : point.Alone();

    private static Point Read(string name, JsonElement row, List<(string Name, string Type, int Index)> columns)
    {
        double? Number(string name) => columns.Find(column => column.Name == name) is { Name: not null } found ? Cells.Number(row[found.Index]) : null;
        long? Whole(string name) => Number(name) is { } given && double.IsFinite(given) ? (long)Math.Floor(given) : null;
        return new Point(name, Number("value"), Whole("samples"), Whole("heartbeat"), Number("baseline"));
    }
}
