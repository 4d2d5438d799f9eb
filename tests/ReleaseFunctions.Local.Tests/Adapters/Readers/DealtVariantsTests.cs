using Releases.Exposures;

namespace ReleaseFunctions.Local.Tests.Adapters.Readers;

/// <summary>Variants that we deal, through the stages of a release: every client of .NET and JavaScript sees what the formula says, and nobody is dealt anew.</summary>
public sealed class DealtVariantsTests
{
    private const string Both = """[{"name":"old","configuration_value":1},{"name":"new","configuration_value":2}]""";

    private static readonly IReadOnlyList<Dealt> Flags =
    [
        new("plain", """{"id":"plain","enabled":false,"variants":BOTH,"allocation":{"default_when_enabled":"old"}}""", "allocation\nplain"),
        new("none", """{"id":"none","enabled":false,"variants":BOTH}""", "allocation\nnone") { Default = "-" },
        new("größe-🚀", """{"id":"größe-🚀","enabled":false,"variants":BOTH,"allocation":{"default_when_enabled":"old"}}""", "allocation\ngröße-🚀"),
        new("seeded", """{"id":"seeded","enabled":false,"variants":BOTH,"allocation":{"seed":"s1","default_when_enabled":"old","percentile":[{"variant":"new","from":90,"to":100}]}}""", "s1"),
        new("audience", """{"id":"audience","enabled":false,"conditions":{"client_filters":[{"name":"Microsoft.Targeting","parameters":{"Audience":{"DefaultRolloutPercentage":0}}}]},"variants":BOTH,"allocation":{"default_when_enabled":"old"}}""", "allocation\naudience"),
        new("named", """{"id":"named","enabled":true,"variants":BOTH,"allocation":{"default_when_enabled":"old","user":[{"variant":"new","users":["unit-5"]}],"group":[{"variant":"new","groups":["never"]}]}}""", "allocation\nnamed")
        {
            IsNamed = unit => unit.Id == "unit-5" || unit.Groups.Contains("never"),
        },
        new("even", """{"id":"even","enabled":false,"conditions":{"requirement_type":"All","client_filters":[{"name":"Contoso.Even"}]},"variants":BOTH,"allocation":{"default_when_enabled":"old","default_when_disabled":"old"}}""", "allocation\neven")
        {
            IsIn = unit => unit.IsEven,
        },
    ];

    [Fact]
    public async Task Variants_ThroughTheStages_AreSeenAsTheFormulaSaysByEveryClient_AndStick()
    {
        await using var fixture = await FlagStoreFixture.StartAsync();
        var captured = await CaptureAsync(fixture);
        var versions = captured.ToDictionary(flag => flag.Key, flag => flag.ETag);
        var had = Flags.ToDictionary(flag => flag.Id, _ => new HashSet<string>());
        foreach (var to in new[] { 0.5, 10, 40, 100 })
        {
            versions = await ExposeAsync(fixture, captured, versions, _ => new Exposure.Variants([new VariantRange("new", 0, to)], null), $"r1.{to}");
            var (dotNet, javaScript) = await ReadAsync(fixture);
            foreach (var flag in Flags)
            {
                List<string> expected = [.. ReaderUnit.Many.Select(unit => flag.Expected(unit, flag.Seed, to))];
                Assert.Equal(expected, dotNet[flag.Id].Seen!);
                Assert.Equal(expected, javaScript[flag.Id].Seen!);

                HashSet<string> has = [.. ReaderUnit.Many.Zip(expected).Where(unit => unit.Second == "on new").Select(unit => unit.First.Id)];
                Assert.Subset(has, had[flag.Id]);
                had[flag.Id] = has;
            }
        }

        var restoring = await fixture.Flags().RestoreAsync(FlagStoreFixture.Restores(captured), null, CancellationToken.None);
        Assert.All(restoring.Results, result => Assert.IsType<FlagRestoreResult.Restored>(result));
    }

    [Fact]
    public async Task Variants_OfTwoFlagsWithOneSeed_GoToTheSameUnits_AndWithoutItDoNot()
    {
        await using var fixture = await FlagStoreFixture.StartAsync();
        var captured = await CaptureAsync(fixture);
        var versions = captured.ToDictionary(flag => flag.Key, flag => flag.ETag);

        versions = await ExposeAsync(fixture, captured, versions, _ => Half(null), "r1.0");
        var apart = await TogetherAsync(fixture);
        await ExposeAsync(fixture, captured, versions, _ => Half("shared"), "r1.1");
        var together = await TogetherAsync(fixture);

        // Half of the units have each; by one seed the same half, else a quarter has both.
        Assert.InRange(apart, 70, 130);
        Assert.InRange(together, 170, 230);

        static Exposure Half(string? seed) => new Exposure.Variants([new VariantRange("new", 0, 50)], seed);
    }

    private static async Task<int> TogetherAsync(FlagStoreFixture fixture)
    {
        var (dotNet, javaScript) = await ReadAsync(fixture);
        Assert.Equal(dotNet["plain"].Seen!, javaScript["plain"].Seen!);
        return dotNet["plain"].Seen!.Zip(dotNet["seeded"].Seen!).Count(unit => unit is ("on new", "on new"));
    }

    private static async Task<IReadOnlyList<CapturedFlag>> CaptureAsync(FlagStoreFixture fixture)
    {
        foreach (var flag in Flags)
        {
            await fixture.EditAsync(flag.Id, flag.Document.Replace("BOTH", Both, StringComparison.Ordinal));
        }

        return await fixture.CaptureAsync([.. Flags.Select(flag => flag.Id)]);
    }

    private static async Task<Dictionary<string, string>> ExposeAsync(
        FlagStoreFixture fixture, IReadOnlyList<CapturedFlag> captured, Dictionary<string, string> versions, Func<CapturedFlag, Exposure> exposure, string writeId)
    {
        var writing = await fixture.Flags().ExposeAsync([.. captured.Select(flag => new FlagWrite(flag, exposure(flag), versions[flag.Key], writeId))], null, CancellationToken.None);
        return writing.Results.ToDictionary(result => result.Key, result => Assert.IsType<FlagWriteResult.Confirmed>(result).ETag);
    }

    private static async Task<(IReadOnlyDictionary<string, Reading> DotNet, IReadOnlyDictionary<string, Reading> JavaScript)> ReadAsync(FlagStoreFixture fixture) =>
        (await DotNetReader.ReadAsync(fixture.Store.Client(), ReaderUnit.Many), await JavaScriptReader.ReadAsync(fixture.Store.Endpoint.ConnectionString, ReaderUnit.Many));

    /// <summary>A flag with the variants old and new.</summary>
    /// <param name="Seed">By which its clients deal.</param>
    private sealed record Dealt(string Id, string Document, string Seed)
    {
        /// <summary>Who is given the new variant by name.</summary>
        public Func<ReaderUnit, bool> IsNamed { get; init; } = _ => false;

        /// <summary>Whom its other filters let in.</summary>
        public Func<ReaderUnit, bool> IsIn { get; init; } = _ => true;

        public string Default { get; init; } = "old";

        public string Expected(ReaderUnit unit, string seed, double to) => (IsIn(unit), IsNamed(unit) || TargetingFormula.IsBelow(to, unit.Id, seed)) switch
        {
            (false, _) => "off old",
            (true, true) => "on new",
            (true, false) => $"on {Default}",
        };
    }
}
