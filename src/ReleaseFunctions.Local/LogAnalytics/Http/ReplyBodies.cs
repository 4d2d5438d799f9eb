using System.Globalization;
using System.Text.Json;
using ReleaseFunctions.Local.LogAnalytics.Kql;
using ReleaseFunctions.Local.LogAnalytics.Storage;

namespace ReleaseFunctions.Local.LogAnalytics.Http;

/// <summary>Results and errors in the JSON of the query API.</summary>
internal static class ReplyBodies
{
    public static void WriteResult(Utf8JsonWriter writer, QueryTable table, QueryRequest request, TimeSpan elapsed, bool partial, int mostRows)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("tables");
        WriteTable(writer, table, partial ? (table.Rows.Count + 1) / 2 : table.Rows.Count);
        writer.WriteEndArray();
        if (request.Statistics)
        {
            writer.WriteStartObject("statistics");
            writer.WriteStartObject("query");
            writer.WriteNumber("executionTime", elapsed.TotalSeconds);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        if (request.Render)
        {
            writer.WriteStartObject("render");
            if (table.Render is { } render)
            {
                writer.WriteString("visualization", render.Visualization);
                foreach (var (name, value) in render.Properties)
                {
                    writer.WriteString(name, value);
                }
            }

            writer.WriteEndObject();
        }

        if (partial || table.IsCut)
        {
            writer.WriteStartObject("error");
            writer.WriteString("code", "PartialError");
            writer.WriteString("message", "There were some errors when processing your query.");
            writer.WriteStartArray("details");
            writer.WriteStartObject();
            writer.WriteString("code", "EngineError");
            writer.WriteString("message", partial
                ? "Something went wrong processing your query on the server. (A fault that was switched on.)"
                : $"The results of this query exceed the set limit of {mostRows} records, so not all records were returned (E_QUERY_RESULT_SET_TOO_LARGE, 0x80DA0003).");
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    public static void WriteInner(Utf8JsonWriter writer, KqlError error)
    {
        var (code, detail) = error.Kind switch
        {
            KqlErrorKind.Syntax => ("SyntaxError", "SYN0002"),
            KqlErrorKind.Semantic => ("SemanticError", "SEM0100"),
            KqlErrorKind.Unsupported => ("SemanticError", "LOCAL0001"),
            KqlErrorKind.Execution => ("QueryExecutionError", "LOCAL0002"),
            _ => throw new ArgumentOutOfRangeException(nameof(error)),
        };
        var message = QueryReply.Valid(error.Message);
        writer.WriteStartObject("innererror");
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        writer.WriteStartObject("innererror");
        writer.WriteString("code", detail);
        writer.WriteString("message", error.Line > 0 ? $"{message} [line:position={error.Line}:{error.Column}]" : message);
        if (error.Line > 0)
        {
            writer.WriteNumber("line", error.Line);
            writer.WriteNumber("pos", error.Column);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter writer, QueryTable table, int rows)
    {
        writer.WriteStartObject();
        writer.WriteString("name", "PrimaryResult");
        writer.WriteStartArray("columns");
        foreach (var column in table.Columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name", column.Name);
            writer.WriteString("type", column.Type.Name());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        foreach (var row in table.Rows.Take(rows))
        {
            writer.WriteStartArray();
            foreach (var cell in row)
            {
                WriteCell(writer, cell);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter writer, object? cell)
    {
        switch (cell)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int small:
                writer.WriteNumberValue(small);
                break;
            case long whole:
                writer.WriteNumberValue(whole);
                break;
            case double real when double.IsFinite(real):
                writer.WriteNumberValue(real);
                break;
            case double real:
                writer.WriteStringValue(double.IsNaN(real) ? "NaN" : real > 0 ? "Infinity" : "-Infinity");
                break;
            case DateTime instant:
                writer.WriteStringValue(instant.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture));
                break;
            case TimeSpan span:
                writer.WriteStringValue(span.ToString("c", CultureInfo.InvariantCulture));
                break;
            case Guid guid:
                writer.WriteStringValue(guid);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(cell));
        }
    }
}
