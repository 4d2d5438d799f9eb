using Microsoft.Data.Sqlite;
using ReleaseFunctions.Local.Driver;

namespace ReleaseFunctions.Local.Tests.Driver;

public sealed class JournalTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal-tests-");
    private Journal? _journal;

    private string DataFile => Path.Combine(_folder.FullName, "journal.db");

    private Journal Journal => _journal!;

    public ValueTask InitializeAsync()
    {
        _journal = Journal.Open(DataFile);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Enter_ManyAtOnce_EntersOnceAndKeepsTheFirst()
    {
        var entered = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => Journal.EnterAsync("r", $"{number}")));

        Assert.Single(entered, entry => entry);
        Assert.Equal($"{Array.IndexOf(entered, true)}", Assert.Single(Journal.Running()).State);
    }

    [Fact]
    public async Task Remember_ManyAtOnce_ShareTransactions()
    {
        const int writes = 500;
        const int pageInTheLog = 4096 + 24;
        await Journal.EnterAsync("r", "0");
        var before = LogLength();

        await Task.WhenAll(Enumerable.Range(1, writes).Select(number => Journal.RememberAsync("r", $"{number}", null)));

        // A transaction of its own writes a page at least.
        Assert.InRange((LogLength() - before) / pageInTheLog, 1, writes / 10);
        Assert.Equal($"{writes}", Journal.RunningOne("r")!.State);
    }

    [Fact]
    public async Task Remember_WriteThatFails_IsToldToItsWriterAndLeavesTheJournalUsable()
    {
        await Journal.EnterAsync("r", "before");
        Execute("CREATE TRIGGER full BEFORE UPDATE ON releases BEGIN SELECT RAISE(ABORT, 'disk full'); END");

        var problem = await Assert.ThrowsAsync<SqliteException>(() => Journal.RememberAsync("r", "lost", null));

        Assert.Contains("disk full", problem.Message, StringComparison.Ordinal);
        Assert.Equal("before", Journal.RunningOne("r")!.State);
        Execute("DROP TRIGGER full");
        await Journal.RememberAsync("r", "after", null);
        Assert.Equal("after", Journal.RunningOne("r")!.State);
    }

    [Fact]
    public async Task Open_Again_FindsTheRunningOnesWithWhatTheyWereAboutToDo()
    {
        foreach (var id in new[] { "waiting", "writing", "over" })
        {
            await Journal.EnterAsync(id, "entered");
        }

        await Journal.RememberAsync("writing", "exposing", "expose");
        await Journal.RememberAsync("over", "almost", "publish");
        await Journal.EndAsync("over", "ended");
        await Journal.DisposeAsync();
        await InitializeAsync();

        JournalEntry[] expected = [new("waiting", "entered", null), new("writing", "exposing", "expose")];
        Assert.Equal(expected, Journal.Running());
        Assert.Equal(expected[1], Journal.RunningOne("writing"));
        Assert.Null(Journal.RunningOne("over"));
        Assert.False(await Journal.EnterAsync("over", "again"));
    }

    [Fact]
    public async Task RunningOne_IdThatWouldBeAPattern_FindsThatReleaseOnly()
    {
        await Journal.EnterAsync("a_b", "1");
        await Journal.EnterAsync("aXb", "2");

        Assert.Equal("1", Journal.RunningOne("a_b")!.State);
        Assert.Null(Journal.RunningOne("a%"));
    }

    [Fact]
    public async Task Keep_SameNameTwice_KeepsTheFirst()
    {
        await Journal.KeepAsync("plan", "first");
        await Journal.KeepAsync("plan", "second");

        Assert.Equal("first", Journal.Find("plan"));
        Assert.Null(Journal.Find("pla"));
    }

    [Fact]
    public async Task Dispose_WritesUnderWay_AreWrittenFirst()
    {
        await Journal.EnterAsync("r", "0");
        var writes = Enumerable.Range(1, 100).Select(number => Journal.RememberAsync("r", $"{number}", null)).ToList();

        await Journal.DisposeAsync();
        await InitializeAsync();

        await Task.WhenAll(writes);
        Assert.Equal("100", Journal.RunningOne("r")!.State);
    }

    public async ValueTask DisposeAsync()
    {
        if (_journal is not null)
        {
            await _journal.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private long LogLength() => new FileInfo(DataFile + "-wal").Length;

    /// <summary>Through a connection of its own, as another process would.</summary>
    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DataFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
