using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using ReleaseFunctions.Local.LogAnalytics.Kql;
using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Computed;
using ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>One workspace's DuckDB file: one writer at a time, any number of readers beside it. What is committed survives the process.</summary>
internal sealed class WorkspaceStore : IDisposable
{
    /// <summary>Connections that wait for the next question: opening one takes as long as many a query.</summary>
    private const int MostIdle = 8;

    private readonly ConcurrentStack<DuckDBConnection> idle = new();
    private readonly string connectionString;
    private readonly DuckDBConnection writer;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly TableCatalog catalog = new();
    private readonly TimeProvider time;
    private volatile bool isDisposed;

    public WorkspaceStore(string file, TimeProvider time)
    {
        this.time = time;
        connectionString = $"DataSource={file}";
        writer = Open();
        foreach (var macro in SqlMacros.Definitions)
        {
            writer.Run($"CREATE OR REPLACE MACRO {macro}");
        }

        foreach (var function in ComputedFunctions.All)
        {
            writer.Define(function);
        }

        catalog.Load(writer);
        foreach (var table in BuiltInTables.All.Where(table => !catalog.Tables.ContainsKey(table.Name)))
        {
            CreateDeclared(table);
        }
    }

    public IReadOnlyDictionary<string, KqlTable> Tables => catalog.Tables;

    public async Task<bool> DeclareAsync(KqlTable table, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            if (catalog.Tables.Keys.Contains(table.Name, StringComparer.OrdinalIgnoreCase))
            {
                return false;
            }

            CreateDeclared(table);
            return true;
        }
        finally
        {
            writing.Release();
        }
    }

    /// <param name="late">How long after now the rows count as arrived; queries do not see them before.</param>
    public async Task<AppendOutcome> AppendAsync(string name, IReadOnlyList<JsonObject> rows, TimeSpan late, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            if (Misnamed(name) is { } misnamed)
            {
                return misnamed;
            }

            var now = time.GetUtcNow();
            var stored = catalog.Tables.GetValueOrDefault(name);
            var (batch, error) = RowBatch.Read(name, stored, catalog.IsDeclared(name), rows, now);
            if (batch is null)
            {
                return error!;
            }

            await Task.Run(() => Write(stored, batch, now + late), CancellationToken.None);
            return new AppendOutcome.Stored(batch.Rows.Count);
        }
        finally
        {
            writing.Release();
        }
    }

    public async Task<AppendOutcome> ImportAsync(string name, Func<DuckDBConnection, ImportSource> open, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            return Misnamed(name) ?? await Task.Run(
                () =>
                {
                    var import = new FileImport(writer, name, () => open(writer), time.GetUtcNow());
                    return Transact(() => import.Run(catalog.Tables.GetValueOrDefault(name)), outcome =>
                    {
                        if (import.Created is { } created)
                        {
                            catalog.Remember(created, isDeclared: false);
                        }

                        return outcome;
                    });
                },
                CancellationToken.None);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Asks over a connection of its own: readers see what was committed when they began. One that has answered is kept for the next.</summary>
    public T Read<T>(Func<DuckDBConnection, T> ask)
    {
        var connection = idle.TryPop(out var kept) ? kept : Open();
        try
        {
            var answer = ask(connection);
            if (idle.Count < MostIdle && !isDisposed)
            {
                idle.Push(connection);
                connection = null;
            }

            return answer;
        }
        finally
        {
            connection?.Dispose();
        }
    }

    public void Dispose()
    {
        isDisposed = true;
        while (idle.TryPop(out var connection))
        {
            connection.Dispose();
        }

        writer.Dispose();
        writing.Dispose();
    }

    private DuckDBConnection Open()
    {
        var connection = new DuckDBConnection(connectionString);
        connection.Open();
        connection.Run("SET TimeZone = 'UTC'");
        return connection;
    }

    // DuckDB does not distinguish the case of names, KQL does.
    private AppendOutcome.Rejected? Misnamed(string table)
    {
        var other = catalog.Tables.Keys.FirstOrDefault(known => known != table && known.Equals(table, StringComparison.OrdinalIgnoreCase));
        return !StoredNames.IsUsable(table) ? new AppendOutcome.Rejected($"'{table}' cannot be the name of a table.", Row: null, Column: null)
            : other is not null ? new AppendOutcome.Rejected($"There is a table '{other}', which differs from '{table}' only in case.", Row: null, Column: null)
            : null;
    }

    private void CreateDeclared(KqlTable table)
    {
        Transact(() => TableCatalog.Create(writer, table, isDeclared: true));
        catalog.Remember(table, isDeclared: true);
    }

    private void Write(KqlTable? stored, RowBatch batch, DateTimeOffset now)
    {
        Transact(() =>
        {
            if (stored is null)
            {
                TableCatalog.Create(writer, batch.Table, isDeclared: false);
            }
            else if (!stored.Columns.SequenceEqual(batch.Table.Columns))
            {
                TableCatalog.Change(writer, stored, batch.Table);
            }

            using var appender = writer.CreateAppender(StoredNames.Schema, batch.Table.Name);
            foreach (var row in batch.Rows)
            {
                var line = appender.CreateRow();
                line.AppendValue(now.UtcTicks);
                foreach (var cell in row)
                {
                    Append(line, cell);
                }

                line.EndRow();
            }
        });
        catalog.Remember(batch.Table, isDeclared: false);
    }

    private static void Append(IDuckDBAppenderRow line, object? cell) => _ = cell switch
    {
        null => line.AppendNullValue(),
        bool flag => line.AppendValue(flag),
        int small => line.AppendValue(small),
        long whole => line.AppendValue(whole),
        double real => line.AppendValue(real),
        Guid guid => line.AppendValue(guid),
        string text => line.AppendValue(text),
        _ => throw new ArgumentOutOfRangeException(nameof(cell)),
    };

    private void Transact(Action change) => Transact(
        () =>
        {
            change();
            return true;
        },
        _ => _);

    private T Transact<T>(Func<T> change, Func<T, T> committed)
    {
        writer.Run("BEGIN TRANSACTION");
        T result;
        try
        {
            result = change();
            writer.Run(result is AppendOutcome.Rejected ? "ROLLBACK" : "COMMIT");
        }
        catch
        {
            writer.Run("ROLLBACK");
            throw;
        }

        return result is AppendOutcome.Rejected ? result : committed(result);
    }
}
