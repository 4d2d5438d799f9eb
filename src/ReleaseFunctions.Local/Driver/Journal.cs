using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace ReleaseFunctions.Local.Driver;

/// <summary>
/// What the embedded driver remembers: each release's state with the effect that it is about to perform, and the captures, so that
/// going back needs nothing but App Configuration. One SQLite file, WAL, synchronous FULL: an acknowledged write survives a power cut.
/// Writes that come together share one transaction.
/// </summary>
public sealed class Journal : IAsyncDisposable
{
    private const string Schema = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS releases (id TEXT PRIMARY KEY, state TEXT NOT NULL, effect TEXT NULL, ended INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS running ON releases (ended) WHERE ended = 0;
        CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
        """;

    private readonly SqliteConnection _connection;
    private readonly Channel<Write> _writes = Channel.CreateUnbounded<Write>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _reading = new();
    private readonly Task _writer;

    private Journal(SqliteConnection connection)
    {
        _connection = connection;
        _writer = WriteAllAsync();
    }

    /// <summary>Opens the journal, or makes it.</summary>
    public static Journal Open(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Schema;
        command.ExecuteNonQuery();
        return new Journal(connection);
    }

    /// <summary>Enters a release, unless it is there already.</summary>
    /// <returns>Whether this call has entered it.</returns>
    public async Task<bool> EnterAsync(string id, string state) =>
        await WriteAsync("INSERT OR IGNORE INTO releases (id, state, effect, ended) VALUES ($id, $a, NULL, 0)", id, state, null) == 1;

    /// <summary>Remembers where a release is, and what it is about to do.</summary>
    public Task RememberAsync(string id, string state, string? effect) =>
        WriteAsync("UPDATE releases SET state = $a, effect = $b WHERE id = $id", id, state, effect);

    /// <summary>Remembers that a release is over.</summary>
    public Task EndAsync(string id, string state) =>
        WriteAsync("UPDATE releases SET state = $a, effect = NULL, ended = 1 WHERE id = $id", id, state, null);

    /// <summary>Keeps a document; what is there stays.</summary>
    public Task KeepAsync(string name, string text) =>
        WriteAsync("INSERT OR IGNORE INTO documents (name, text) VALUES ($id, $a)", name, text, null);

    /// <summary>Removes what is remembered of a release that is over.</summary>
    public Task ForgetAsync(string id) => WriteAsync("DELETE FROM releases WHERE id = $id AND ended = 1", id, "", null);

    /// <summary>Removes the documents under a folder.</summary>
    /// <param name="folder">Without the slash at its end; a zero is what comes right behind a slash.</param>
    public Task RemoveAsync(string folder) => WriteAsync("DELETE FROM documents WHERE name > $id AND name < $a", $"{folder}/", $"{folder}0", null);

    /// <summary>All releases that are not over.</summary>
    public IReadOnlyList<JournalEntry> Running() => Running(null);

    /// <summary>One release that is not over.</summary>
    public JournalEntry? RunningOne(string id) => Running(id).SingleOrDefault();

    private List<JournalEntry> Running(string? id)
    {
        lock (_reading)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT id, state, effect FROM releases WHERE ended = 0 AND ($id IS NULL OR id = $id) ORDER BY id";
            command.Parameters.AddWithValue("$id", (object?)id ?? DBNull.Value);
            using var reader = command.ExecuteReader();
            var found = new List<JournalEntry>();
            while (reader.Read())
            {
                found.Add(new JournalEntry(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
            }

            return found;
        }
    }

    /// <summary>A document, or <see langword="null"/>.</summary>
    public string? Find(string name)
    {
        lock (_reading)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT text FROM documents WHERE name = $name";
            command.Parameters.AddWithValue("$name", name);
            return command.ExecuteScalar() as string;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _writes.Writer.TryComplete();
        await _writer;
        await _connection.DisposeAsync();
    }

    private async Task<int> WriteAsync(string sql, string id, string a, string? b)
    {
        var write = new Write(sql, id, a, b);
        await _writes.Writer.WriteAsync(write);
        return await write.Done.Task;
    }

    private async Task WriteAllAsync()
    {
        while (await _writes.Reader.WaitToReadAsync())
        {
            var batch = new List<Write>();
            while (_writes.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            Commit(batch);
        }
    }

    private void Commit(List<Write> batch)
    {
        try
        {
            var changed = new int[batch.Count];
            lock (_reading)
            {
                using var transaction = _connection.BeginTransaction();
                for (var index = 0; index < batch.Count; index++)
                {
                    changed[index] = Execute(transaction, batch[index]);
                }

                transaction.Commit();
            }

            for (var index = 0; index < batch.Count; index++)
            {
                batch[index].Done.SetResult(changed[index]);
            }
        }
        catch (SqliteException problem)
        {
            // Nothing of the batch is written: each writer learns it and must not go on.
            batch.ForEach(write => write.Done.TrySetException(problem));
        }
    }

    private int Execute(SqliteTransaction transaction, Write write)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = write.Sql;
        command.Parameters.AddWithValue("$id", write.Id);
        command.Parameters.AddWithValue("$a", write.A);
        if (write.Sql.Contains("$b", StringComparison.Ordinal))
        {
            command.Parameters.AddWithValue("$b", (object?)write.B ?? DBNull.Value);
        }

        return command.ExecuteNonQuery();
    }

    private sealed record Write(string Sql, string Id, string A, string? B)
    {
        internal TaskCompletionSource<int> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
