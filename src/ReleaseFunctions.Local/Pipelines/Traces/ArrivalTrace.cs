using System.Globalization;

namespace ReleaseFunctions.Local.Pipelines.Traces;

/// <summary>Recorded requests in the order of their arrival.</summary>
public sealed class ArrivalTrace
{
    private const string Header = "TIMESTAMP,ContextTokens,GeneratedTokens";

    private ArrivalTrace(IReadOnlyList<TraceRow> rows)
    {
        Rows = rows;
        var last = rows[^1].Arrival;
        Period = last + TimeSpan.FromTicks(last.Ticks / (rows.Count - 1));
    }

    public IReadOnlyList<TraceRow> Rows { get; }

    /// <summary>After this long the trace starts over: its length and one mean gap, so that last and first do not coincide.</summary>
    public TimeSpan Period { get; }

    /// <summary>Reads a file in the format of the Azure LLM inference traces; times are UTC with 100 ns.</summary>
    /// <exception cref="InvalidDataException">The file is not of that format, not in order, or spans no time; the message names the line.</exception>
    public static async Task<ArrivalTrace> LoadAsync(string path, CancellationToken cancellationToken)
    {
        var rows = new List<TraceRow>();
        DateTime? first = null;
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            number++;
            if (number == 1)
            {
                _ = line == Header ? 0 : throw new InvalidDataException($"{path}: the first line must be \"{Header}\".");
                continue;
            }

            if (Parse(line) is not var (at, context, generated))
            {
                throw new InvalidDataException($"{path}({number}): \"{line}\" is not a request.");
            }

            first ??= at;
            rows.Add(new TraceRow(at - first.Value, context, generated));
            if (rows.Count > 1 && rows[^1].Arrival < rows[^2].Arrival)
            {
                throw new InvalidDataException($"{path}({number}): the request arrived before the one above it.");
            }
        }

        return rows.Count > 1 && rows[^1].Arrival > TimeSpan.Zero
            ? new ArrivalTrace(rows)
            : throw new InvalidDataException($"{path}: a trace needs two requests at different times.");
    }

    private static (DateTime At, int Context, int Generated)? Parse(string line)
    {
        var cells = line.Split(',');
        return cells.Length == 3
            && DateTime.TryParseExact(cells[0], "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            && int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var context)
            && int.TryParse(cells[2], NumberStyles.None, CultureInfo.InvariantCulture, out var generated)
            ? (at, context, generated)
            : null;
    }
}
