using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics.Kql;
using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>Rows that were checked against a schema and can be stored.</summary>
/// <param name="Table">The schema that fits them: the stored one, or one that was inferred from them.</param>
internal sealed record RowBatch(KqlTable Table, IReadOnlyList<object?[]> Rows)
{
    /// <summary>Checks the rows; a missing TimeGenerated becomes the time of arrival.</summary>
    /// <param name="stored">The table as it is; null where there is none yet.</param>
    /// <param name="isDeclared">A declared table takes no columns but its own.</param>
    public static (RowBatch? Batch, AppendOutcome.Rejected? Error) Read(string name, KqlTable? stored, bool isDeclared, IReadOnlyList<JsonObject> rows, DateTimeOffset now)
    {
        var (table, error) = isDeclared ? (stored!, null) : Infer(name, stored, rows);
        if (error is not null)
        {
            return (null, error);
        }

        var ordinals = table.Columns.Select((column, index) => (column.Name, index)).ToDictionary(column => column.Name, column => column.index, StringComparer.Ordinal);
        var cells = new List<object?[]>(rows.Count);
        foreach (var row in rows)
        {
            var line = new object?[table.Columns.Count];
            for (var index = 0; index < line.Length; index++)
            {
                line[index] = table.Columns[index].Type == KqlType.String ? "" : null;
            }

            line[ordinals[StoredNames.TimeGenerated]] = now.UtcTicks;
            foreach (var (key, node) in row)
            {
                if (!ordinals.TryGetValue(key, out var ordinal))
                {
                    if (node is null)
                    {
                        continue;
                    }

                    var hint = NearestName.Hint(key, ordinals.Keys);
                    return (null, new AppendOutcome.Rejected($"Row {cells.Count}: the table '{name}' has no column '{key}'.{hint}", cells.Count, key));
                }

                if (!Cell.TryRead(node, table.Columns[ordinal].Type, out var value))
                {
                    var type = table.Columns[ordinal].Type.Name();
                    return (null, new AppendOutcome.Rejected($"Row {cells.Count}, column '{key}': {Shown(node)} is not of type {type}.", cells.Count, key));
                }

                line[ordinal] = value ?? line[ordinal];
            }

            cells.Add(line);
        }

        return (new RowBatch(table, cells), null);
    }

    private static string Shown(JsonNode? node) => node is null ? "null"
        : Cell.Json(node) is not { } text ? "a text with half of a character"
        : text.Length > 80 ? text[..80] + "…" : text;

    private static (KqlTable Table, AppendOutcome.Rejected? Error) Infer(string name, KqlTable? stored, IReadOnlyList<JsonObject> rows)
    {
        var columns = stored?.Columns.ToList() ?? [new KqlColumn(StoredNames.TimeGenerated, KqlType.DateTime)];
        var ordinals = columns.Select((column, index) => (column.Name, index)).ToDictionary(column => column.Name, column => column.index, StringComparer.OrdinalIgnoreCase);
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var (key, node) in rows[row])
            {
                if (Cell.Suggest(node) is not { } type)
                {
                    continue;
                }

                if (!StoredNames.IsUsable(key))
                {
                    return (new KqlTable(name, columns), new AppendOutcome.Rejected($"Row {row}: '{key}' cannot be the name of a column.", row, key));
                }

                if (!ordinals.TryGetValue(key, out var ordinal))
                {
                    ordinals.Add(key, columns.Count);
                    columns.Add(new KqlColumn(key, type));
                }
                else if (columns[ordinal].Name != key)
                {
                    return (new KqlTable(name, columns), new AppendOutcome.Rejected($"Row {row}: the columns '{columns[ordinal].Name}' and '{key}' differ only in case.", row, key));
                }
                else if (Wider(columns[ordinal].Type, type) is { } wider)
                {
                    columns[ordinal] = columns[ordinal] with { Type = wider };
                }
            }
        }

        return (new KqlTable(name, columns), null);
    }

    // Whole numbers become real when the first fraction comes. Any other change of type is an error of the row that brings it.
    private static KqlType? Wider(KqlType before, KqlType now) => (before, now) is (KqlType.Long, KqlType.Real) ? KqlType.Real : null;
}
