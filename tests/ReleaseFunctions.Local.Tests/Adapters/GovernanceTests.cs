using Releases.Azure.Governance;
using Releases.Governance;

namespace ReleaseFunctions.Local.Tests.Adapters;

[Collection(nameof(StorageFixture))]
public sealed class GovernanceTests(StorageFixture storage)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Halt_ByManyAtOnce_IsOneHaltWithOneEntryInTheTrail()
    {
        var table = await storage.TableAsync();

        var halts = await Task.WhenAll(Enumerable.Range(0, 10).Select(number => new TableGovernance(table).HaltAsync(new Halt($"person-{number}", Start, "incident"), CancellationToken.None)));

        var governance = new TableGovernance(table);
        var halt = (await governance.ReadAsync(Start, CancellationToken.None)).Halt;
        Assert.All(halts, given => Assert.Equal(halt, given));
        Assert.Equal([(halt!.By, "halted")], (await governance.AuditTrailAsync(10, CancellationToken.None)).Select(entry => (entry.By, entry.Did)));
    }

    [Fact]
    public async Task Lift_EndsTheHalt_OnceAndWithItsReason()
    {
        var governance = new TableGovernance(await storage.TableAsync());
        var halt = await governance.HaltAsync(new Halt("grace", Start, "incident 42"), CancellationToken.None);

        Assert.Equal(halt, await governance.LiftAsync("linus", Start.AddHours(1), "fixed", CancellationToken.None));
        Assert.Null(await governance.LiftAsync("linus", Start.AddHours(2), "fixed", CancellationToken.None));

        Assert.Null((await governance.ReadAsync(Start, CancellationToken.None)).Halt);
        Assert.Equal(
            [new AuditEntry(Start.AddHours(1), "linus", "lifted", "the halt by grace: incident 42", "fixed"), new AuditEntry(Start, "grace", "halted", "all releases", "incident 42")],
            await governance.AuditTrailAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task Freezes_ComeBackAsTheyWere_BesideTheHalt_AndWithoutThoseThatAreOver()
    {
        var governance = new TableGovernance(await storage.TableAsync());
        var holidays = Freeze("holidays", 0, 48) with { Environments = ["production", "staging"], Reason = "ünïcode 漢字" };
        var weekends = Freeze("weekends", 1, 50) with { Recurrence = Recurrence.Weekly, TimeZone = "Europe/Berlin" };
        var brief = Freeze("brief", 0, 1);
        foreach (var freeze in new[] { holidays, weekends, brief })
        {
            Assert.True(await governance.FreezeAsync(freeze, Start, CancellationToken.None));
        }

        await governance.HaltAsync(new Halt("grace", Start, "incident"), CancellationToken.None);

        var restraints = await governance.ReadAsync(Start.AddHours(2), CancellationToken.None);
        Assert.NotNull(restraints.Halt);
        Assert.Equal([("holidays", "production,staging"), ("weekends", "")], restraints.Freezes.Select(freeze => (freeze.Id, string.Join(',', freeze.Environments))));
        Assert.Equal(holidays with { Environments = [] }, restraints.Freezes[0] with { Environments = [] });
        Assert.Equal((Recurrence.Weekly, "Europe/Berlin"), (restraints.Freezes[1].Recurrence, restraints.Freezes[1].TimeZone));
    }

    [Fact]
    public async Task Freeze_EnteredAgainUnderItsId_IsThereOnce()
    {
        var governance = new TableGovernance(await storage.TableAsync());

        Assert.True(await governance.FreezeAsync(Freeze("f", 0, 1), Start, CancellationToken.None));
        Assert.True(await governance.FreezeAsync(Freeze("f", 0, 9), Start, CancellationToken.None));

        Assert.Equal(Start.AddHours(1), Assert.Single((await governance.ReadAsync(Start, CancellationToken.None)).Freezes).Until);
        Assert.Single(await governance.AuditTrailAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task Calendar_IsFullAtItsLimit_AndForgetsWhatIsOver()
    {
        var governance = new TableGovernance(await storage.TableAsync());
        for (var number = 0; number < TableGovernance.MostFreezes; number++)
        {
            Assert.True(await governance.FreezeAsync(Freeze($"f-{number}", 0, 1), Start, CancellationToken.None));
        }

        Assert.False(await governance.FreezeAsync(Freeze("more", 0, 1), Start, CancellationToken.None));
        Assert.True(await governance.FreezeAsync(Freeze("later", 5, 6), Start.AddHours(2), CancellationToken.None));

        Assert.Equal("later", Assert.Single((await governance.ReadAsync(Start, CancellationToken.None)).Freezes).Id);
    }

    [Fact]
    public async Task Unfreeze_TakesItOut_Once()
    {
        var governance = new TableGovernance(await storage.TableAsync());
        await governance.FreezeAsync(Freeze("f", 0, 24), Start, CancellationToken.None);

        Assert.Equal("f", (await governance.UnfreezeAsync("f", "linus", Start.AddHours(1), null, CancellationToken.None))?.Id);
        Assert.Null(await governance.UnfreezeAsync("f", "linus", Start.AddHours(1), null, CancellationToken.None));

        Assert.Empty((await governance.ReadAsync(Start, CancellationToken.None)).Freezes);
        Assert.Equal(["unfroze", "froze"], (await governance.AuditTrailAsync(10, CancellationToken.None)).Select(entry => entry.Did));
    }

    [Fact]
    public async Task Trail_IsNewestFirstAndTopOnly_AndStandsInNobodysWay()
    {
        var governance = new TableGovernance(await storage.TableAsync());
        for (var minute = 0; minute < 5; minute++)
        {
            await governance.AuditAsync(new AuditEntry(Start.AddMinutes(minute), "ada", "purged", $"r{minute}", null), CancellationToken.None);
        }

        Assert.Equal(["r4", "r3", "r2"], (await governance.AuditTrailAsync(3, CancellationToken.None)).Select(entry => entry.What));
        Assert.Equal((null, 0), ((await governance.ReadAsync(Start, CancellationToken.None)).Halt, (await governance.ReadAsync(Start, CancellationToken.None)).Freezes.Count));
    }

    private static Freeze Freeze(string id, int fromHour, int untilHour) => new(id, Start.AddHours(fromHour), Start.AddHours(untilHour), [], "quarter", "ada");
}
