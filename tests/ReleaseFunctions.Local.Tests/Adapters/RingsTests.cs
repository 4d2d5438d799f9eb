using Releases.Azure.Records;

namespace ReleaseFunctions.Local.Tests.Adapters;

[Collection(nameof(StorageFixture))]
public sealed class RingsTests(StorageFixture storage)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Note_Again_IsOneRingOfTheLaterTime()
    {
        var rings = await RingsAsync();

        await rings.NoteAsync("r1", Noon, CancellationToken.None);
        await rings.NoteAsync("r2", Noon, CancellationToken.None);
        await rings.NoteAsync("r1", Noon.AddSeconds(3), CancellationToken.None);

        var all = await rings.AllAsync(CancellationToken.None);
        Assert.Equal([("r1", Noon.AddSeconds(3)), ("r2", Noon)], all.Select(ring => (ring.ReleaseId, ring.At)).Order());
    }

    [Fact]
    public async Task Forget_WhatWasRungAgainSinceItWasRead_KeepsIt()
    {
        var rings = await RingsAsync();
        await rings.NoteAsync("r1", Noon, CancellationToken.None);
        var read = Assert.Single(await rings.AllAsync(CancellationToken.None));
        await rings.NoteAsync("r1", Noon.AddSeconds(3), CancellationToken.None);

        await rings.ForgetAsync(read, CancellationToken.None);

        var kept = Assert.Single(await rings.AllAsync(CancellationToken.None));
        await rings.ForgetAsync(kept, CancellationToken.None);
        Assert.Empty(await rings.AllAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Forget_WhatAnotherWatcherHasForgotten_DoesNoHarm()
    {
        var rings = await RingsAsync();
        await rings.NoteAsync("r1", Noon, CancellationToken.None);
        var read = Assert.Single(await rings.AllAsync(CancellationToken.None));

        await rings.ForgetAsync(read, CancellationToken.None);
        await rings.ForgetAsync(read, CancellationToken.None);

        Assert.Empty(await rings.AllAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Rings_InTheTableOfTheRecords_AreNoReleases()
    {
        var (records, table) = await storage.RecordsAsync();

        await new TableRings(table).NoteAsync("r1", Noon, CancellationToken.None);

        Assert.Empty(await records.ListAsync(10, CancellationToken.None));
        Assert.Empty(await records.OpenAsync(CancellationToken.None));
        Assert.Null(await records.FindAsync("r1", CancellationToken.None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("_rings")]
    [InlineData("a/b")]
    public async Task Note_IdThatIsNone_IsRefused(string id)
    {
        var rings = await RingsAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => rings.NoteAsync(id, Noon, CancellationToken.None));
    }

    private async Task<TableRings> RingsAsync() => new((await storage.RecordsAsync()).Table);
}
