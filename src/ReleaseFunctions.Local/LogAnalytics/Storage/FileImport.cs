using DuckDB.NET.Data;
using ReleaseFunctions.Local.LogAnalytics.Kql;
using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>
/// A file into a table. Values are converted as KQL converts, so that a value means the same here as in a query. The types of a table that does not exist yet
/// are those of the file, or for texts the narrowest that fit every value.
/// </summary>
internal sealed class FileImport(DuckDBConnection connection, string table, Func<ImportSource> open, DateTimeOffset now)
{
    private static readonly KqlType[] Narrowest = [KqlType.Bool, KqlType.Long, KqlType.Real, KqlType.DateTime, KqlType.TimeSpan, KqlType.Guid];

    private ImportSource source = new("", [], IsText: true);

    /// <summary>The table that the import made; null where it was there.</summary>
    public KqlTable? Created { get; private set; }

    /// <summary>Runs within the transaction that is open on the connection.</summary>
    public AppendOutcome Run(KqlTable? stored)
    {
        try
        {
            source = open();
            return Read(stored);
        }
        catch (DuckDBException error)
        {
            Created = null;
            return new AppendOutcome.Rejected($"The file cannot be read: {error.Message}", Row: null, Column: null);
        }
    }

    private AppendOutcome Read(KqlTable? stored)
    {
        if (source.Columns.FirstOrDefault(column => !StoredNames.IsUsable(column.Name)) is { Name: { } unusable })
        {
            return new AppendOutcome.Rejected($"'{unusable}' cannot be the name of a column.", Row: null, unusable);
        }

        var target = stored ?? Infer();
        foreach (var (name, value) in source.Columns)
        {
            if (target.Columns.FirstOrDefault(other => other.Name == name) is not { } column)
            {
                var hint = NearestName.Hint(name, target.Columns.Select(other => other.Name));
                return new AppendOutcome.Rejected($"The table '{table}' has no column '{name}'.{hint}", Row: null, name);
            }

            if (Converted(value, column.Type) is null)
            {
                return new AppendOutcome.Rejected($"The column '{name}' is of type {column.Type.Name()} here and {value.Type.Name()} in the file.", Row: null, name);
            }
        }

        if (stored is null)
        {
            TableCatalog.Create(connection, target, isDeclared: false);
            Created = target;
        }

        return FirstMisfit(target) is { } misfit ? misfit : Insert(target);
    }

    // Null where there is no such conversion. A text that is to be dynamic is JSON.
    private static string? Converted(Scalar value, KqlType type) => type switch
    {
        KqlType.Dynamic when value.Type == KqlType.String => $"kql_parse_json({value.Sql})",
        KqlType.Dynamic => Json.From(value),
        _ => ConversionFunctions.Convert(value, type),
    };

    private static string Present(Scalar value) => value.Type == KqlType.String ? $"{value.Sql} <> ''" : $"{value.Sql} IS NOT NULL";

    private KqlTable Infer()
    {
        var columns = source.Columns.Select(column => new KqlColumn(column.Name, column.Name == StoredNames.TimeGenerated ? KqlType.DateTime
            : source.IsText ? Narrow(column.Value) : column.Value.Type)).ToList();
        var time = new KqlColumn(StoredNames.TimeGenerated, KqlType.DateTime);
        return new KqlTable(table, columns.Contains(time) ? columns : [time, .. columns]);
    }

    // bool reads 0 and 1 too; a column of them is one of numbers.
    private KqlType Narrow(Scalar text)
    {
        var tests = Narrowest.Select(type =>
        {
            var digits = type == KqlType.Bool ? $" OR {text.Sql} IN ('0', '1')" : "";
            return $"count(*) FILTER (WHERE {Present(text)} AND ({Converted(text, type)} IS NULL{digits})) = 0";
        });
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FILTER (WHERE {Present(text)}) > 0, {string.Join(", ", tests)} FROM {source.From}";
        using var reader = command.ExecuteReader();
        reader.Read();
        var fits = Enumerable.Range(0, Narrowest.Length).Where(index => reader.GetBoolean(index + 1)).Select(index => (KqlType?)Narrowest[index]);
        return reader.GetBoolean(0) ? fits.FirstOrDefault() ?? KqlType.String : KqlType.String;
    }

    private AppendOutcome.Rejected? FirstMisfit(KqlTable target)
    {
        foreach (var column in target.Columns.Where(column => column.Type is not (KqlType.String or KqlType.Dynamic)))
        {
            var value = source.Columns.FirstOrDefault(other => other.Name == column.Name).Value;
            if (value is null || value.Type == column.Type)
            {
                continue;
            }

            using var command = connection.CreateCommand();
            command.CommandText = $"""
                SELECT line, value FROM (SELECT row_number() OVER () - 1 AS line, ({value.Sql})::VARCHAR AS value, {Present(value)} AS present, {Converted(value, column.Type)} AS cell
                FROM {source.From}) AS q WHERE present AND cell IS NULL ORDER BY line LIMIT 1
                """;
            using var reader = command.ExecuteReader();
            if (reader.Read())
            {
                var row = (int)reader.GetInt64(0);
                return new AppendOutcome.Rejected($"Row {row}, column '{column.Name}': '{reader.GetString(1)}' is not of type {column.Type.Name()}.", row, column.Name);
            }
        }

        return null;
    }

    private AppendOutcome.Stored Insert(KqlTable target)
    {
        var given = source.Columns.ToDictionary(column => column.Name, column => column.Value, StringComparer.Ordinal);
        var columns = target.Columns.Where(column => given.ContainsKey(column.Name) || column.Name == StoredNames.TimeGenerated).ToList();
        var values = columns.Select(column => given.GetValueOrDefault(column.Name) switch
        {
            null => $"{now.UtcTicks}",
            var value when column.Name == StoredNames.TimeGenerated => $"coalesce({Converted(value, column.Type)}, {now.UtcTicks})",
            var value => Converted(value, column.Type),
        });
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            INSERT INTO {StoredNames.Table(target.Name)} ({StoredNames.Ingested}, {string.Join(", ", columns.Select(column => StoredNames.Quote(column.Name)))})
            SELECT {now.UtcTicks}, {string.Join(", ", values)} FROM {source.From}
            """;
        return new AppendOutcome.Stored(command.ExecuteNonQuery());
    }
}
