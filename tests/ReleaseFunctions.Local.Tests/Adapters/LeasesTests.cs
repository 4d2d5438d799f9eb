using Azure.Data.Tables;
using Releases.Azure.Leases;
using Releases.Leases;

namespace ReleaseFunctions.Local.Tests.Adapters;

[Collection(nameof(StorageFixture))]
public sealed class LeasesTests(StorageFixture storage)
{
    private const int Racers = 20;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Take_FreeOnes_HoldsThemAll_AndIsToldSoAgain()
    {
        var leases = new TableLeases(await storage.TableAsync());

        Assert.IsType<LeaseTaking.Taken>(await TakeAsync(leases, "r1", 0, "a", "b"));
        Assert.IsType<LeaseTaking.Taken>(await TakeAsync(leases, "r1", 0, "a", "b"));

        var claim = Assert.Single(await leases.ClaimsAsync(CancellationToken.None));
        Assert.Equal(("r1", true, Start), (claim.ReleaseId, claim.Holds, claim.Since));
        Assert.Equal(["flag a of production", "flag b of production"], claim.Names.Select(name => name.Text));
    }

    [Fact]
    public async Task Take_WhereOneIsHeld_HoldsNone_AndSaysWhoHoldsWhatSinceWhen()
    {
        var leases = new TableLeases(await storage.TableAsync());
        await TakeAsync(leases, "r1", 0, "a", "b");
        await TakeAsync(leases, "r2", 1, "c");

        var busy = Assert.IsType<LeaseTaking.Busy>(await TakeAsync(leases, "r3", 2, "d", "b", "c", "a"));

        Assert.Equal(
            [
                "r1 holds flag a of production; flag b of production, since 2026-03-01 10:00:00 UTC",
                "r2 holds flag c of production, since 2026-03-01 10:01:00 UTC",
            ],
            busy.Conflicts.Select(conflict => conflict.ToString()));
        Assert.IsType<LeaseTaking.Taken>(await TakeAsync(leases, "r4", 3, "d"));
    }

    [Fact]
    public async Task Free_Repeated_NeverFreesWhatAnotherHasTakenMeanwhile()
    {
        var table = await storage.TableAsync();
        var (leases, another) = (new TableLeases(table), new TableLeases(table));
        await TakeAsync(leases, "r1", 0, "a", "b");

        await another.FreeAsync("r1", CancellationToken.None);
        Assert.IsType<LeaseTaking.Taken>(await TakeAsync(another, "r2", 1, "b"));
        await leases.FreeAsync("r1", CancellationToken.None);
        await leases.FreeAsync("r1", CancellationToken.None);

        Assert.IsType<LeaseTaking.Busy>(await TakeAsync(leases, "r3", 2, "b"));
        Assert.IsType<LeaseTaking.Taken>(await TakeAsync(leases, "r3", 2, "a"));
    }

    [Fact]
    public async Task Free_ByAProcessThatHasNotTaken_FreesAll()
    {
        var table = await storage.TableAsync();
        await TakeAsync(new TableLeases(table), "r1", 0, "a", "b");

        await new TableLeases(table).FreeAsync("r1", CancellationToken.None);

        Assert.Empty(await table.QueryAsync<TableEntity>("PartitionKey eq '_leases'").ToListAsync());
    }

    [Fact]
    public async Task Queue_IsInOrder_AndNobodyOvertakes()
    {
        var leases = new TableLeases(await storage.TableAsync());
        await TakeAsync(leases, "holder", 0, "a");
        Assert.IsType<LeaseTaking.Busy>(await WaitAsync(leases, "second", 2, "a", "b"));
        Assert.IsType<LeaseTaking.Busy>(await WaitAsync(leases, "first", 1, "a"));
        await leases.FreeAsync("holder", CancellationToken.None);

        var passer = Assert.IsType<LeaseTaking.Busy>(await TakeAsync(leases, "passer", 3, "a"));
        Assert.Equal("first waits before it for flag a of production, since 2026-03-01 10:01:00 UTC", passer.Conflicts[0].ToString());
        Assert.IsType<LeaseTaking.Busy>(await WaitAsync(leases, "second", 2, "a", "b"));
        Assert.IsType<LeaseTaking.Taken>(await WaitAsync(leases, "first", 1, "a"));
        Assert.IsType<LeaseTaking.Busy>(await WaitAsync(leases, "second", 2, "a", "b"));
        await leases.FreeAsync("first", CancellationToken.None);
        Assert.IsType<LeaseTaking.Taken>(await WaitAsync(leases, "second", 2, "a", "b"));

        Assert.Equal([("second", true)], (await leases.ClaimsAsync(CancellationToken.None)).Select(claim => (claim.ReleaseId, claim.Holds)));
    }

    [Fact]
    public async Task Queue_WhoLeavesIt_StandsInNobodysWay()
    {
        var leases = new TableLeases(await storage.TableAsync());
        await TakeAsync(leases, "holder", 0, "a");
        await WaitAsync(leases, "first", 1, "a");
        await leases.FreeAsync("first", CancellationToken.None);
        await leases.FreeAsync("holder", CancellationToken.None);

        Assert.IsType<LeaseTaking.Taken>(await TakeAsync(leases, "passer", 3, "a"));
    }

    [Fact]
    public async Task Queue_OfWhatIsNotWanted_StandsInNobodysWay()
    {
        var leases = new TableLeases(await storage.TableAsync());
        await TakeAsync(leases, "holder", 0, "a");
        await WaitAsync(leases, "first", 1, "a");

        Assert.IsType<LeaseTaking.Taken>(await TakeAsync(leases, "passer", 3, "b"));
    }

    [Fact]
    public async Task Take_ByManyAtOnce_GivesItToExactlyOne()
    {
        var table = await storage.TableAsync();

        var takings = await RaceAsync(number => TakeAsync(new TableLeases(table), $"r{number}", number, "a"));

        Assert.Single(takings, taking => taking is LeaseTaking.Taken);
        var holder = Assert.Single(await new TableLeases(table).ClaimsAsync(CancellationToken.None)).ReleaseId;
        Assert.All(takings.OfType<LeaseTaking.Busy>(), busy => Assert.Equal(holder, Assert.Single(busy.Conflicts).ReleaseId));
    }

    [Fact]
    public async Task Take_OfTwoFlagsInAnyOrderByManyAtOnce_NeverLeavesHalves()
    {
        var table = await storage.TableAsync();

        await RaceAsync(number => TakeAsync(new TableLeases(table), $"r{number}", number, [.. new[] { $"f{number % 5}", $"f{(number + 1) % 5}" }.OrderBy(_ => number % 2 == 0 ? 0 : -1)]));

        var leases = new TableLeases(table);
        var held = (await leases.ClaimsAsync(CancellationToken.None)).SelectMany(claim => claim.Names.Select(name => name.Id)).ToList();
        Assert.Equal(held.Distinct(), held);
        Assert.Equal(held.Count, (await table.QueryAsync<TableEntity>("PartitionKey eq '_leases' and RowKey lt 'release-'").ToListAsync()).Count);
        Assert.InRange(held.Count, 2, 4);
    }

    [Fact]
    public async Task Queue_OfManyThatWantTwoFlagsEach_EndsWithEveryoneServed()
    {
        // Whoever gets its turn frees at once. If two could wait for each other, this would not end.
        var table = await storage.TableAsync();
        var served = 0;

        await RaceAsync(async number =>
        {
            var leases = new TableLeases(table);
            string[] wanted = number % 2 == 0 ? ["a", "b"] : ["b", "a"];
            while (await WaitAsync(leases, $"r{number}", number, wanted) is not LeaseTaking.Taken)
            {
                await Task.Yield();
            }

            Interlocked.Increment(ref served);
            await leases.FreeAsync($"r{number}", CancellationToken.None);
            return new LeaseTaking.Taken();
        });

        Assert.Equal(Racers, served);
        Assert.Empty(await table.QueryAsync<TableEntity>("PartitionKey eq '_leases'").ToListAsync());
    }

    [Fact]
    public async Task Take_AsManyAsCanBe_IsOneTransaction_AndOneMoreIsTooMany()
    {
        var leases = new TableLeases(await storage.TableAsync());
        string[] keys = [.. Enumerable.Range(0, TableLeases.Most + 1).Select(number => $"flag {number} / \\ # ? ünï" + new string('x', 300))];

        Assert.Equal(new LeaseTaking.TooMany(TableLeases.Most), await TakeAsync(leases, "r1", 0, keys));
        await TakeAsync(leases, "other", 0, keys[0]);
        await WaitAsync(leases, "r1", 0, keys[..^1]);
        await leases.FreeAsync("other", CancellationToken.None);
        Assert.IsType<LeaseTaking.Taken>(await WaitAsync(leases, "r1", 0, keys[..^1]));
        await leases.FreeAsync("r1", CancellationToken.None);
        Assert.Empty(await leases.ClaimsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Take_TheSameNameTwice_IsOne()
    {
        var leases = new TableLeases(await storage.TableAsync());

        Assert.IsType<LeaseTaking.Taken>(await TakeAsync(leases, "r1", 0, "a", "a"));
    }

    [Fact]
    public async Task Take_WithAnIdThatIsNone_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await TakeAsync(new TableLeases(await storage.TableAsync()), "a/b", 0, "a"));

    private static async Task<IReadOnlyList<LeaseTaking>> RaceAsync(Func<int, Task<LeaseTaking>> run)
    {
        using var gate = new SemaphoreSlim(0);
        var racing = Enumerable.Range(0, Racers).Select(async number =>
        {
            await gate.WaitAsync();
            return await run(number);
        }).ToList();
        gate.Release(Racers);
        return await Task.WhenAll(racing);
    }

    private static Task<LeaseTaking> TakeAsync(TableLeases leases, string id, int minute, params string[] keys) => AskAsync(leases, id, minute, waits: false, keys);

    private static Task<LeaseTaking> WaitAsync(TableLeases leases, string id, int minute, params string[] keys) => AskAsync(leases, id, minute, waits: true, keys);

    private static Task<LeaseTaking> AskAsync(TableLeases leases, string id, int minute, bool waits, string[] keys) => leases.TakeAsync(
        id, [.. keys.Select(key => LeaseName.OfFlag("https://store.example", null, key, "production"))], Start.AddMinutes(minute), Start.AddMinutes(minute), waits, CancellationToken.None);
}
