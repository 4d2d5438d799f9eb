using System.Text.Json;
using Releases.Exposures;

namespace ReleaseFunctions.Local.Tests.Adapters.Readers;

/// <summary>Flags that we write mean the same to the clients of .NET and JavaScript, and what the documentation says.</summary>
public sealed class ReadersTests(ExposureSteps steps) : IClassFixture<ExposureSteps>
{
    [Theory]
    [MemberData(nameof(FlagCases.Ids), MemberType = typeof(FlagCases))]
    public void Exposed_WithAnyExposure_IsSeenAsTheFormulaSaysByEveryClient(string id)
    {
        foreach (var (step, exposure) in ExposureSteps.Exposures)
        {
            var expected = ExpectedOf(id, exposure);

            AssertSeen(expected, steps.At(step).DotNet[id], $".NET, {id}, {step}");
            AssertSeen(expected, steps.At(step).JavaScript[id], $"JavaScript, {id}, {step}");
        }
    }

    [Theory]
    [InlineData("captured")]
    [InlineData("restored")]
    public void Captured_BeforeAndAfterARelease_IsSeenTheSameByEveryClientThatCanReadIt(string step)
    {
        foreach (var flag in FlagCases.All)
        {
            var expected = ExpectedOf(flag.Id, exposure: null);

            AssertSeen(expected, steps.At(step).DotNet[flag.Id], $".NET, {flag.Id}");
            if (flag.HasNulls)
            {
                Assert.StartsWith("TypeError", steps.At(step).JavaScript[flag.Id].Error, StringComparison.Ordinal);
            }
            else
            {
                AssertSeen(expected, steps.At(step).JavaScript[flag.Id], $"JavaScript, {flag.Id}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(FlagCases.Ids), MemberType = typeof(FlagCases))]
    public void Percent_WhenRaised_KeepsEverybodyIn(string id)
    {
        HashSet<string>[] growing = [OnOf("5 %"), OnOf("25 %"), OnOf("100 %")];

        Assert.Subset(growing[1], growing[0]);
        Assert.Subset(growing[2], growing[1]);

        HashSet<string> OnOf(string step) =>
            [.. ReaderUnit.Many.Zip(steps.At(step).JavaScript[id].Seen!, (unit, seen) => (unit.Id, Seen: seen)).Where(unit => unit.Seen.StartsWith("on", StringComparison.Ordinal)).Select(unit => unit.Id)];
    }

    [Fact]
    public void Percent_OfManyUnits_IsAboutThatShare()
    {
        int[] shares = [.. new[] { "5 %", "25 %", "100 %" }.Select(step => steps.At(step).DotNet["plain-off"].Seen!.Count(seen => seen == "on -") * 100 / ReaderUnit.Many.Count)];

        // 25 % comes with groups of their own: 60 % of a third and all of a seventh.
        Assert.InRange(shares[0], 2, 9);
        Assert.InRange(shares[1], 35, 60);
        Assert.Equal(100, shares[2]);
    }

    [Theory]
    [MemberData(nameof(FlagCases.Ids), MemberType = typeof(FlagCases))]
    public void Exposed_WithAnyExposure_KeepsToTheLetterWhatIsNotItsOwn(string id)
    {
        var captured = Kept(FlagCases.Of(id).Document);

        Assert.All(ExposureSteps.Exposures.Keys.Where(step => step != "shadow"), step => Assert.Equal(captured, Kept(steps.At(step).Documents[id])));
        Assert.Equal(FlagCases.Of(id).Document, steps.At("restored").Documents[id]);
    }

    [Theory]
    [MemberData(nameof(FlagCases.Ids), MemberType = typeof(FlagCases))]
    public void Shadow_KeepsToTheLetterAllButWhoGetsWhichVariant(string id)
    {
        Assert.Equal(Others(FlagCases.Of(id).Document), Others(steps.At("shadow").Documents[id]));

        static IEnumerable<string> Others(string document) =>
            Kept(document).Where(kept => !kept.StartsWith("variants:", StringComparison.Ordinal) && !kept.StartsWith("allocation:", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(FlagCases.Ids), MemberType = typeof(FlagCases))]
    public void Shadow_IsSeenOffByWhoeverOnlyAsksWhetherTheFlagIsOn(string id) =>
        Assert.All(steps.At("shadow").DotNet[id].Seen!.Concat(steps.At("shadow").JavaScript[id].Seen!), seen => Assert.StartsWith("off", seen, StringComparison.Ordinal));

    [Fact]
    public async Task Percent_WhereThoseLeftOutGetAnOverridingVariant_WouldLetEverybodyIn_AndIsRefused()
    {
        const string document = """{"id":"a","enabled":true,"conditions":{"client_filters":[{"name":"Microsoft.Targeting","parameters":{"Audience":{"DefaultRolloutPercentage":5}}}]},"variants":[{"name":"v","status_override":"Enabled"}],"allocation":{"default_when_disabled":"v"}}""";
        await using var fixture = await FlagStoreFixture.StartAsync();
        await fixture.EditAsync("a", document);

        var dotNet = await DotNetReader.ReadAsync(fixture.Store.Client(), ReaderUnit.Many);
        var javaScript = await JavaScriptReader.ReadAsync(fixture.Store.Endpoint.ConnectionString, ReaderUnit.Many);

        Assert.All(dotNet["a"].Seen!.Concat(javaScript["a"].Seen!), seen => Assert.StartsWith("on", seen, StringComparison.Ordinal));
        var writing = await fixture.Flags().ExposeAsync(FlagStoreFixture.Writes(await fixture.CaptureAsync("a")), null, CancellationToken.None);
        Assert.Contains("status_override", Assert.IsType<FlagWriteResult.Impossible>(Assert.Single(writing.Results)).Reason, StringComparison.Ordinal);
    }

    private static List<string> ExpectedOf(string id, Exposure? exposure) => [.. ReaderUnit.Many.Select(unit => FlagCases.Of(id).Expected(unit, exposure))];

    private static void AssertSeen(List<string> expected, Reading reading, string who)
    {
        Assert.True(reading.Seen is not null, $"{who}: {reading.Error}");
        var wrong = ReaderUnit.Many.Zip(expected, reading.Seen).Where(unit => unit.Second != unit.Third).Select(unit => $"{unit.First.Id}: {unit.Third}, not {unit.Second}").ToList();
        Assert.True(wrong.Count == 0, $"{who}: {wrong.Count} units, {string.Join("; ", wrong.Take(5))}");
    }

    /// <summary>Everything but the state and the targeting filter, as written; a null condition is none, and an escaped emoji is itself.</summary>
    private static List<string> Kept(string document)
    {
        using var flag = JsonDocument.Parse(document.Replace(@"\uD83D\uDE80", "🚀", StringComparison.Ordinal));
        var kept = new List<string>();
        foreach (var property in flag.RootElement.EnumerateObject().Where(property => property.Name is not ("enabled" or "conditions")))
        {
            kept.Add($"{property.Name}: {property.Value.GetRawText()}");
        }

        if (flag.RootElement.TryGetProperty("conditions", out var conditions) && conditions.ValueKind == JsonValueKind.Object)
        {
            kept.AddRange(conditions.EnumerateObject()
                .Where(property => property.Name != "client_filters" && property.Value.ValueKind != JsonValueKind.Null)
                .Select(property => $"conditions.{property.Name}: {property.Value.GetRawText()}"));
            if (conditions.TryGetProperty("client_filters", out var filters) && filters.ValueKind == JsonValueKind.Array)
            {
                kept.AddRange(filters.EnumerateArray().Where(filter => filter.GetProperty("name").GetString() != "Microsoft.Targeting").Select(filter => filter.GetRawText()));
            }
        }

        return kept;
    }
}
