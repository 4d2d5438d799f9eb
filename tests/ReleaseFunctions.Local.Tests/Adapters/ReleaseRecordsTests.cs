using Azure.Data.Tables;
using Releases.Azure.Records;
using Releases.Judgement;
using Releases.Records;

namespace ReleaseFunctions.Local.Tests.Adapters;

[Collection(nameof(StorageFixture))]
public sealed class ReleaseRecordsTests(StorageFixture storage)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Create_Twice_MakesItOnce()
    {
        var (records, _) = await storage.RecordsAsync();

        var first = await records.CreateAsync(Status("r1"), CancellationToken.None);
        var second = await records.CreateAsync(Status("r1") with { StartedBy = "somebody else", StartedAt = Start.AddHours(1) }, CancellationToken.None);

        Assert.True(first.Created);
        Assert.False(second.Created);
        Assert.Equal("ada", second.Status.StartedBy);
        Assert.Single(await records.ListAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task Create_AfterAHalfDoneOne_CompletesTheIndex()
    {
        var (records, table) = await storage.RecordsAsync();
        await records.CreateAsync(Status("r1"), CancellationToken.None);
        var index = await table.QueryAsync<TableEntity>("PartitionKey eq '_index'").SingleAsync();
        await table.DeleteEntityAsync(index.PartitionKey, index.RowKey);

        await records.CreateAsync(Status("r1"), CancellationToken.None);

        Assert.Equal("r1", Assert.Single(await records.ListAsync(10, CancellationToken.None)).Id);
    }

    [Fact]
    public async Task Open_OfEndedAndRunningReleases_GivesThoseThatRun()
    {
        var (records, _) = await storage.RecordsAsync();
        await records.CreateAsync(Status("r1"), CancellationToken.None);
        await records.CreateAsync(Status("r2") with { StartedAt = Start.AddMinutes(1) }, CancellationToken.None);
        await records.PublishAsync(Status("r1", 2) with { Phase = ReleasePhase.Ended, Outcome = ReleaseOutcome.Completed }, [Entry(2)], [], CancellationToken.None);

        Assert.Equal("r2", Assert.Single(await records.OpenAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task Publish_StatusAndEntries_ComeBackAsTheyWere()
    {
        var (records, _) = await storage.RecordsAsync();
        var status = Status("r1", 2) with { Phase = ReleasePhase.Baking, Stage = "canary", WaitingFor = ["p95 until 12:00", "ünïcode"] };
        var evidence = new Evidence("p95", Verdict.Fail, new Window(Start, Start.AddMinutes(30)), double.PositiveInfinity, "value > 300s", 1204, "5 %");
        TimelineEntry[] entries = [Entry(1), Entry(2) with { Text = new string('ä', 50_000), Evidence = evidence }];

        await records.CreateAsync(Status("r1"), CancellationToken.None);
        await records.PublishAsync(status, entries, [], CancellationToken.None);

        var found = await records.FindAsync("r1", CancellationToken.None);
        Assert.Equal(status with { WaitingFor = [] }, found! with { WaitingFor = [] });
        Assert.Equal(status.WaitingFor, found.WaitingFor);
        Assert.Equal(entries, await records.TimelineAsync("r1", 0, CancellationToken.None));
        Assert.Equal([entries[1]], await records.TimelineAsync("r1", 1, CancellationToken.None));
    }

    [Fact]
    public async Task Publish_Repeated_ChangesNothing()
    {
        var (records, _) = await storage.RecordsAsync();
        for (var i = 0; i < 3; i++)
        {
            await records.PublishAsync(Status("r1", 2), [Entry(1), Entry(2)], [], CancellationToken.None);
        }

        Assert.Equal([Entry(1), Entry(2)], await records.TimelineAsync("r1", 0, CancellationToken.None));
    }

    [Fact]
    public async Task Publish_EntryThatIsThereWithOtherWords_KeepsTheFirst()
    {
        var (records, _) = await storage.RecordsAsync();
        await records.PublishAsync(Status("r1", 1), [Entry(1)], [], CancellationToken.None);

        await records.PublishAsync(Status("r1", 2), [Entry(1) with { Text = "rewritten" }, Entry(2)], [], CancellationToken.None);

        Assert.Equal([Entry(1), Entry(2)], await records.TimelineAsync("r1", 0, CancellationToken.None));
    }

    [Fact]
    public async Task Publish_OlderStatus_NeverReplacesTheNewer()
    {
        var (records, _) = await storage.RecordsAsync();
        await records.PublishAsync(Status("r1", 3) with { Phase = ReleasePhase.Ended }, [Entry(3)], [], CancellationToken.None);

        await records.PublishAsync(Status("r1", 2), [Entry(1), Entry(2)], [], CancellationToken.None);
        await records.PublishAsync(Status("r1", 3) with { UpdatedAt = Start.AddSeconds(-1) }, [], [], CancellationToken.None);

        Assert.Equal((3, ReleasePhase.Ended), ((await records.FindAsync("r1", CancellationToken.None))!.Sequence, (await records.FindAsync("r1", CancellationToken.None))!.Phase));
        Assert.Equal([1, 2, 3], (await records.TimelineAsync("r1", 0, CancellationToken.None)).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Publish_ManyAtOnce_EndsWithTheNewestAndAllEntries()
    {
        var (records, _) = await storage.RecordsAsync();

        await Task.WhenAll(Enumerable.Range(1, 8).Select(i => records.PublishAsync(Status("r1", i), [.. Enumerable.Range(1, i).Select(n => Entry(n))], [], CancellationToken.None)));

        Assert.Equal(8, (await records.FindAsync("r1", CancellationToken.None))!.Sequence);
        Assert.Equal(Enumerable.Range(1, 8).Select(i => (long)i), (await records.TimelineAsync("r1", 0, CancellationToken.None)).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Publish_MoreThanATransactionTakes_KeepsAllInOrder()
    {
        var (records, _) = await storage.RecordsAsync();

        await records.PublishAsync(Status("r1", 250), [.. Enumerable.Range(1, 250).Select(i => Entry(i))], [], CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, 250).Select(i => (long)i), (await records.TimelineAsync("r1", 0, CancellationToken.None)).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Publish_AfterAnotherProcessHasPublished_IsNotMisledByWhatItKnew()
    {
        var (records, table) = await storage.RecordsAsync();
        var another = new TableReleaseRecords(table);
        await records.CreateAsync(Status("r1"), CancellationToken.None);
        await records.PublishAsync(Status("r1", 1), [Entry(1)], [], CancellationToken.None);

        await another.PublishAsync(Status("r1", 3), [Entry(2), Entry(3)], [], CancellationToken.None);
        await records.PublishAsync(Status("r1", 2), [Entry(2)], [], CancellationToken.None);
        Assert.Equal(3, (await records.FindAsync("r1", CancellationToken.None))!.Sequence);
        await records.PublishAsync(Status("r1", 4), [Entry(4)], [], CancellationToken.None);
        await another.PublishAsync(Status("r1", 5), [Entry(5)], [], CancellationToken.None);

        Assert.Equal(5, (await records.FindAsync("r1", CancellationToken.None))!.Sequence);
        Assert.Equal([1, 2, 3, 4, 5], (await records.TimelineAsync("r1", 0, CancellationToken.None)).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Remove_Release_LeavesNothingOfItAndAllOfTheOthers()
    {
        var (records, table) = await storage.RecordsAsync();
        foreach (var id in new[] { "r1", "r10" })
        {
            await records.CreateAsync(Status(id), CancellationToken.None);
            await records.StoreAsync(id, Signal("001"), CancellationToken.None);
            await records.PublishAsync(Status(id, 120) with { Phase = ReleasePhase.Ended, Outcome = ReleaseOutcome.Completed }, [.. Enumerable.Range(1, 120).Select(i => Entry(i))], [], CancellationToken.None);
        }

        await records.RemoveAsync("r1", CancellationToken.None);
        await records.RemoveAsync("r1", CancellationToken.None);

        Assert.Equal("r10", Assert.Single(await records.ListAsync(10, CancellationToken.None)).Id);
        Assert.Empty(await table.QueryAsync<TableEntity>("PartitionKey eq 'r1'").ToListAsync());
        Assert.Equal(120, (await records.TimelineAsync("r10", 0, CancellationToken.None)).Count);
        var again = await records.CreateAsync(Status("r1"), CancellationToken.None);
        Assert.True(again.Created);
    }

    [Fact]
    public async Task List_RunningAndEnded_IsNewestFirstAndTopOnly()
    {
        var (records, _) = await storage.RecordsAsync();
        foreach (var i in new[] { 2, 0, 3, 1 })
        {
            await records.CreateAsync(Status($"r{i}") with { StartedAt = Start.AddMinutes(i) }, CancellationToken.None);
        }

        var ended = Status("r2", 9) with { StartedAt = Start.AddMinutes(2), Phase = ReleasePhase.Ended, Outcome = ReleaseOutcome.Completed };
        await records.PublishAsync(ended, [], [], CancellationToken.None);
        await records.PublishAsync(Status("r3", 4) with { StartedAt = Start.AddMinutes(3), Phase = ReleasePhase.Held }, [], [], CancellationToken.None);

        var list = await records.ListAsync(3, CancellationToken.None);

        Assert.Equal(["r3", "r2", "r1"], list.Select(status => status.Id));
        Assert.Equal([ReleasePhase.Held, ReleasePhase.Ended, ReleasePhase.Capturing], list.Select(status => status.Phase));
    }

    [Fact]
    public async Task Inbox_SignalsAndAnswers_HoldsTheUnansweredInOrder()
    {
        var (records, _) = await storage.RecordsAsync();
        await records.CreateAsync(Status("r1"), CancellationToken.None);
        foreach (var id in new[] { "003", "001", "002", "001" })
        {
            await records.StoreAsync("r1", Signal(id), CancellationToken.None);
        }

        await records.PublishAsync(Status("r1", 1), [], [new SignalAnswer("001", Accepted: false, "not now")], CancellationToken.None);
        await records.StoreAsync("r1", Signal("001"), CancellationToken.None);

        Assert.Equal([Signal("002"), Signal("003")], await records.InboxAsync("r1", CancellationToken.None));
        Assert.Equal((Signal("001"), new SignalAnswer("001", Accepted: false, "not now")), await records.FindSignalAsync("r1", "001", CancellationToken.None));
        Assert.Equal((Signal("002"), null), await records.FindSignalAsync("r1", "002", CancellationToken.None));
        Assert.Null(await records.FindSignalAsync("r1", "009", CancellationToken.None));
    }

    [Fact]
    public async Task Records_OfTwoReleases_DoNotMix()
    {
        var (records, _) = await storage.RecordsAsync();
        await records.PublishAsync(Status("r1", 1), [Entry(1)], [], CancellationToken.None);
        await records.PublishAsync(Status("r10", 2), [Entry(1), Entry(2)], [], CancellationToken.None);
        await records.StoreAsync("r10", Signal("001"), CancellationToken.None);

        Assert.Single(await records.TimelineAsync("r1", 0, CancellationToken.None));
        Assert.Empty(await records.InboxAsync("r1", CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    [InlineData("_index")]
    [InlineData("a' or PartitionKey ne '")]
    public async Task Records_IdThatIsNone_IsRefusedForWritingAndUnknownForReading(string id)
    {
        var (records, _) = await storage.RecordsAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => records.CreateAsync(Status(id), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => records.PublishAsync(Status(id), [], [], CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => records.StoreAsync(id, Signal("1"), CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => records.StoreAsync("r1", Signal("a/b"), CancellationToken.None));
        Assert.Null(await records.FindAsync(id, CancellationToken.None));
        Assert.Empty(await records.TimelineAsync(id, 0, CancellationToken.None));
        Assert.Empty(await records.InboxAsync(id, CancellationToken.None));
        Assert.Null(await records.FindSignalAsync(id, "1", CancellationToken.None));
    }

    private static ReleaseStatus Status(string id, long sequence = 0) => new()
    {
        Id = id,
        PlanName = "enrichment",
        PlanHash = "abc",
        Owner = "data-platform",
        StartedBy = "ada",
        StartedAt = Start,
        UpdatedAt = Start.AddSeconds(sequence),
        Phase = ReleasePhase.Capturing,
        Sequence = sequence,
    };

    private static TimelineEntry Entry(long sequence) => new(sequence, Start.AddSeconds(sequence), "exposed", "canary", $"entry {sequence}");

    private static Signal Signal(string id) => new(id, SignalKind.Approve, "grace", Start, "looks good", "canary");
}
