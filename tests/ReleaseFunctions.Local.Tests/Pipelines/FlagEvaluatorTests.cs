using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using ReleaseFunctions.Local.Pipelines.Flags;

namespace ReleaseFunctions.Local.Tests.Pipelines;

public sealed class FlagEvaluatorTests
{
    private static readonly string[] Units = [.. Enumerable.Range(0, 2000).Select(number => $"run-{number}")];

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(33.3)]
    [InlineData(100)]
    public async Task Percent_OverManyUnits_IsTheHashOfUserAndFlag(double percent)
    {
        var exposed = await ExposedAsync(FlagStore.Percent(percent));

        Assert.Equal(Units.Where(unit => percent == 100 || Position($"{unit}\nenrich") < percent), exposed);
    }

    [Fact]
    public async Task Percent_WhenRaised_KeepsEverybodyIn()
    {
        var few = await ExposedAsync(FlagStore.Percent(5));
        var more = await ExposedAsync(FlagStore.Percent(25));

        Assert.NotEmpty(few);
        Assert.ProperSuperset(few.ToHashSet(), more.ToHashSet());
    }

    [Fact]
    public async Task Groups_AtTheirOwnPercent_AreTheHashOfUserFlagAndGroup()
    {
        var json = FlagStore.Percent(5, """ "Users":["run-7"], "Groups":[{"Name":"ring0","RolloutPercentage":50}], "Exclusion":{"Users":["run-3"]}, """);

        var exposed = await ExposedAsync(json, unit => IsEven(unit) ? ["ring0"] : []);

        var expected = Units.Where(unit => unit != "run-3"
            && (unit == "run-7" || Position($"{unit}\nenrich") < 5 || (IsEven(unit) && Position($"{unit}\nenrich\nring0") < 50)));
        Assert.Equal(expected, exposed);
        Assert.Contains("run-7", exposed);
    }

    [Theory]
    [InlineData("""{"id":"enrich","enabled":true}""", true)]
    [InlineData("""{"id":"enrich","enabled":true,"conditions":{"client_filters":[]}}""", true)]
    [InlineData("""{"id":"enrich","enabled":false,"conditions":{"client_filters":[]}}""", false)]
    [InlineData("""{"id":"enrich","enabled":true,"conditions":{"requirement_type":"All","client_filters":[{"name":"On"},{"name":"Microsoft.TimeWindow","parameters":{"End":"2001-01-01T00:00:00Z"}}]}}""", false)]
    [InlineData("""{"id":"enrich","enabled":true,"conditions":{"requirement_type":"Any","client_filters":[{"name":"Microsoft.TimeWindow","parameters":{"End":"2001-01-01T00:00:00Z"}},{"name":"On"}]}}""", true)]
    public async Task Flag_WithoutTargeting_IsOnOrOffForAll(string json, bool enabled) =>
        Assert.Equal(new FlagDecision(enabled, "", "None"), await DecideAsync(json, "run-1"));

    [Fact]
    public async Task Variants_ByPercentile_AreTheHashOfUserAndSeed()
    {
        const string Json = """
            {"id":"enrich","enabled":true,"variants":[{"name":"old"},{"name":"new"}],
             "allocation":{"default_when_enabled":"old","seed":"s1","percentile":[{"variant":"new","from":0,"to":25}]}}
            """;
        using var evaluator = await EvaluatorAsync(Json);
        foreach (var unit in Units)
        {
            var expected = Position($"{unit}\ns1") < 25
                ? new FlagDecision(Enabled: true, "new", "Percentile")
                : new FlagDecision(Enabled: true, "old", "DefaultWhenEnabled");
            Assert.Equal(expected, await evaluator.EvaluateAsync(unit, [], default));
        }
    }

    [Fact]
    public async Task Shadow_WhoseVariantOverridesTheStatus_IsOffWithItsVariant()
    {
        const string Json = """
            {"id":"enrich","enabled":true,"variants":[{"name":"shadow","status_override":"Disabled"}],"allocation":{"default_when_enabled":"shadow"}}
            """;

        Assert.Equal(new FlagDecision(Enabled: false, "shadow", "DefaultWhenEnabled"), await DecideAsync(Json, "run-1"));
    }

    [Fact]
    public async Task Flag_ThatIsMissing_IsOff() => Assert.Equal(FlagDecision.NotFound, await DecideAsync(json: null, "run-1"));

    [Theory]
    [InlineData("""{"id":"enrich","enabled":true,"conditions":{"client_filters":[{"name":"Contoso.Unheard"}]}}""")]
    [InlineData("""{"id":"enrich","enabled":true,"conditions":{"client_filters":[{"name":"Microsoft.Targeting","parameters":{"Audience":{"DefaultRolloutPercentage":101}}}]}}""")]
    [InlineData("""{"id":"enrich","enabled":true,"conditions":{"client_filters":[{"name":"Microsoft.Targeting","parameters":{"Audience":{"DefaultRolloutPercentage":"many"}}}]}}""")]
    public async Task Flag_ThatMakesNoSense_IsOff(string json) => Assert.Equal(FlagDecision.Failed, await DecideAsync(json, "run-1"));

    [Fact]
    public async Task Evaluations_OfManyPipelinesAtOnce_DoNotMix()
    {
        using var on = await EvaluatorAsync("""{"id":"enrich","enabled":true}""");
        using var off = await EvaluatorAsync("""{"id":"enrich","enabled":false}""");

        await Parallel.ForAsync(0, 1000, async (number, stop) =>
        {
            Assert.True((await on.EvaluateAsync($"run-{number}", [], stop)).Enabled);
            Assert.False((await off.EvaluateAsync($"run-{number}", [], stop)).Enabled);
        });
    }

    private static async Task<List<string>> ExposedAsync(string json, Func<string, string[]>? groups = null)
    {
        using var evaluator = await EvaluatorAsync(json);
        var exposed = new List<string>();
        foreach (var unit in Units)
        {
            if ((await evaluator.EvaluateAsync(unit, groups?.Invoke(unit) ?? [], default)).Enabled)
            {
                exposed.Add(unit);
            }
        }

        return exposed;
    }

    private static async Task<FlagDecision> DecideAsync(string? json, string unit)
    {
        using var evaluator = await EvaluatorAsync(json);
        return await evaluator.EvaluateAsync(unit, [], default);
    }

    private static async Task<FlagEvaluator> EvaluatorAsync(string? json)
    {
        await using var store = await FlagStore.StartAsync();
        if (json is not null)
        {
            await store.SetAsync(json);
        }

        var flag = new StoreFlag(store.Client, "enrich", "prod", TimeSpan.FromSeconds(5), TimeProvider.System);
        await flag.RefreshAsync(default);
        return new FlagEvaluator(flag, "enrich", TimeProvider.System, NullLogger.Instance);
    }

    private static bool IsEven(string unit) => unit[^1] % 2 == 0;

    // Written after the documentation of Microsoft.Targeting, not after the library.
    private static double Position(string text) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) / (double)uint.MaxValue * 100;
}
