using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics.Kql;
using ReleaseFunctions.Local.LogAnalytics.Storage;

namespace ReleaseFunctions.Local.LogAnalytics;

/// <summary>One workspace: tables that rows are appended to and that KQL is asked of. Safe for use from many threads.</summary>
public sealed class LogAnalyticsWorkspace : IDisposable
{
    private readonly WorkspaceStore store;
    private readonly TimeProvider time;

    private LogAnalyticsWorkspace(string id, WorkspaceStore store, TimeProvider time)
    {
        Id = id;
        this.store = store;
        this.time = time;
    }

    public string Id { get; }

    /// <summary>All tables by name, the empty ones too.</summary>
    public IReadOnlyDictionary<string, KqlTable> Tables => store.Tables;

    /// <summary>Opens the workspace's file in the folder, and makes it where there is none.</summary>
    /// <exception cref="ArgumentException">The id is no name of a file.</exception>
    public static LogAnalyticsWorkspace Open(string dataFolder, string id, TimeProvider time)
    {
        if (id.Length is 0 or > 100 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw new ArgumentException($"'{id}' cannot be the id of a workspace: letters, digits, '-' and '_' only.", nameof(id));
        }

        Directory.CreateDirectory(dataFolder);
        return new LogAnalyticsWorkspace(id, new WorkspaceStore(Path.Combine(dataFolder, $"{id}.duckdb"), time), time);
    }

    /// <summary>Declares a table's columns; false where the table is there already. Without a TimeGenerated the table gets one.</summary>
    public Task<bool> DeclareAsync(KqlTable table, CancellationToken cancellationToken) => store.DeclareAsync(
        table.Columns.Any(column => column.Name == "TimeGenerated") ? table : table with { Columns = [new("TimeGenerated", KqlType.DateTime), .. table.Columns] },
        cancellationToken);

    /// <summary>
    /// Stores all rows or none. A table that nobody declared is made from its rows: ISO 8601 strings become datetime, whole numbers long, other numbers
    /// real, objects and arrays dynamic; further columns are added as they come.
    /// </summary>
    public Task<AppendOutcome> AppendAsync(string table, IReadOnlyList<JsonObject> rows, CancellationToken cancellationToken) =>
        AppendAsync(table, rows, late: TimeSpan.Zero, cancellationToken);

    /// <summary>The same, for rows that are still on their way.</summary>
    /// <param name="late">How long until queries see them.</param>
    public Task<AppendOutcome> AppendAsync(string table, IReadOnlyList<JsonObject> rows, TimeSpan late, CancellationToken cancellationToken) =>
        store.AppendAsync(table, rows, late, cancellationToken);

    /// <summary>Stores the rows of a file: all or none. Types are those of the table, or are inferred.</summary>
    public async Task<AppendOutcome> ImportAsync(string table, string file, FileFormat format, CancellationToken cancellationToken) => format switch
    {
        FileFormat.Csv => await store.ImportAsync(table, connection => ImportSource.Csv(connection, file), cancellationToken),
        FileFormat.Parquet => await store.ImportAsync(table, connection => ImportSource.Parquet(connection, file), cancellationToken),
        FileFormat.JsonLines => await JsonLines.ReadAsync(file, cancellationToken) switch
        {
            (var rows, null) => await AppendAsync(table, rows, cancellationToken),
            (_, { } line) => new AppendOutcome.Rejected($"Line {line} is not a JSON object.", line - 1, Column: null),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>Answers a query.</summary>
    /// <param name="query">KQL of the supported subset.</param>
    /// <param name="limits">What of the stored rows the query may see; null for all.</param>
    /// <param name="cancellationToken">Interrupts the query.</param>
    /// <exception cref="OperationCanceledException">The query was interrupted.</exception>
    public async Task<QueryOutcome> QueryAsync(string query, QueryLimits? limits, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = now - (limits?.IngestionDelay ?? TimeSpan.Zero);
        return await Task.Run(
            () => store.Read(connection =>
            {
                var scope = new KqlScope(
                    store.Tables, now, limits?.From, limits?.To, until, limits?.Resource, sql => QueryRunner.Texts(connection, sql, cancellationToken));
                return KqlCompiler.Compile(query, scope) switch
                {
                    KqlCompilation.Compiled compiled => QueryRunner.Run(connection, compiled, limits?.Rows ?? int.MaxValue, cancellationToken),
                    KqlCompilation.Rejected rejected => new QueryOutcome.Rejected(rejected.Error),
                    _ => throw new InvalidOperationException("A compilation is compiled or rejected."),
                };
            }),
            cancellationToken);
    }

    public void Dispose() => store.Dispose();
}
