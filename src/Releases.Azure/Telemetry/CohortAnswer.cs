using System.Text.Json;
using Releases.Judgement;
using Releases.Judgement.Comparisons;

namespace Releases.Azure.Telemetry;

/// <summary>Reads the rows that a comparison's query gives: one for each cohort that has any.</summary>
internal static class CohortAnswer
{
    private const string Exposed = "exposed";
    private const string Units = "units";

    private static readonly string[] Numbers = [Units, "mean", "variance", "errors", "beyond", "tailMean", "tailVariance", "rows", "rowVariance"];

    public static Measurement Measure(JsonElement table)
    {
        var columns = Cells.Columns(table);
        foreach (var needed in (string[])[Exposed, Units])
        {
            if (columns.TrueForAll(column => column.Name != needed))
            {
                return new Measurement.Error($"No{char.ToUpperInvariant(needed[0])}{needed[1..]}Column", $"the query gives no column '{needed}'; it gives {string.Join(", ", columns.Select(column => $"'{column.Name}'"))}");
            }
        }

        foreach (var (name, type, _) in columns)
        {
            if (name == Exposed && type != "bool")
            {
                return new Measurement.Error("NotABool", $"the column '{Exposed}' is of type {type}: true for the exposed and false for the control is wanted");
            }

            if (Numbers.Contains(name) && Cells.Refusal(name, type) is { } notANumber)
            {
                return notANumber;
            }
        }

        var exposed = columns.Find(column => column.Name == Exposed).Index;
        var cohorts = new Dictionary<bool, Cohort>();
        foreach (var row in table.GetProperty("rows").EnumerateArray())
        {
            if (row[exposed].ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                return new Measurement.Error("NoCohort", $"the query gives a row whose column '{Exposed}' is neither true nor false");
            }

            if (!cohorts.TryAdd(row[exposed].GetBoolean(), Read(row, columns)))
            {
                return new Measurement.Error("NotOneRow", $"the query gives several rows of one cohort: end it with summarize … by {Exposed}");
            }
        }

        return cohorts.Count == 0
            ? new Measurement.Nothing("the query gave no row", Samples: null)
            : new Measurement.Cohorts(cohorts.GetValueOrDefault(true), cohorts.GetValueOrDefault(false));
    }

    private static Cohort Read(JsonElement row, List<(string Name, string Type, int Index)> columns)
    {
        double? Number(string name) => columns.Find(column => column.Name == name) is { Name: not null } found ? Cells.Number(row[found.Index]) : null;

        // What is no count is left to the rule to refuse, which says the same whoever measured: an impossible one must not look like none.
        long? Count(string name) => Number(name) is not { } number ? null : double.IsFinite(number) && Math.Abs(number) < 1e18 ? (long)Math.Floor(number) : -1;

        return new Cohort(Count(Units) ?? 0)
        {
            Mean = Number("mean"),
            Variance = Number("variance"),
            Errors = Count("errors"),
            Beyond = Count("beyond"),
            TailMean = Number("tailMean"),
            TailVariance = Number("tailVariance"),
            Rows = Count("rows"),
            RowVariance = Number("rowVariance"),
        };
    }
}
