using System.Text.Json.Nodes;
using Releases.Exposures;

namespace Releases.Tests.Exposures;

/// <summary>Variants and shadow in a flag's document: what they write, what they leave, and what cannot carry them.</summary>
public sealed class VariantExposureTests
{
    private const string TwoVariants = """
        {"id":"llm","enabled":false,"x":1,"variants":[{"name":"old","configuration_value":{"batch":1.0}},{"name":"new","configuration_value":"big"}],"allocation":{"default_when_disabled":"old","default_when_enabled":"old","user":[{"variant":"new","users":["u1"]}],"later":[1.50]},"conditions":{"client_filters":[]}}
        """;

    private static readonly Exposure Shadow = new Exposure.Shadow();

    [Fact]
    public void Variants_AreDealtByTheRanges_AndAllElseStays() => Assert.Equal(
        """
        {"id":"llm","enabled":true,"x":1,"variants":[{"name":"old","configuration_value":{"batch":1.0}},{"name":"new","configuration_value":"big"}],"allocation":{"default_when_disabled":"old","default_when_enabled":"old","user":[{"variant":"new","users":["u1"]}],"later":[1.50],"percentile":[{"variant":"new","from":0,"to":12.5},{"variant":"old","from":50,"to":100}]},"conditions":{"client_filters":[]}}
        """.Trim(),
        Exposed(TwoVariants.Trim(), Dealing(null, new("new", 0, 12.5), new("old", 50, 100))));

    [Fact]
    public void Variants_WithASeed_WriteIt() =>
        Assert.Equal("llm-2027", (string)Parsed(TwoVariants, Dealing("llm-2027", new VariantRange("new", 0, 10)))["allocation"]!["seed"]!);

    [Fact]
    public void Variants_WithoutASeed_KeepTheCapturedOne_ThroughEveryStage()
    {
        const string seeded = """{"id":"a","enabled":true,"variants":[{"name":"v"}],"allocation":{"seed":"s1","percentile":[{"variant":"v","from":0,"to":5}]}}""";

        Assert.All([10, 50, 100], to => Assert.Equal("s1", (string)Parsed(seeded, Dealing(null, new VariantRange("v", 0, to)))["allocation"]!["seed"]!));
    }

    [Theory]
    [InlineData("s1", "s2", "'s1'")]
    [InlineData(null, "s2", "'allocation\\na'")]
    public void Variants_WithAnotherSeedThanUnitsAreDealtByNow_AreRefused(string? captured, string seed, string named)
    {
        var allocation = captured is null ? "" : $"\"seed\":\"{captured}\",";
        var document = "{\"id\":\"a\",\"enabled\":true,\"variants\":[{\"name\":\"v\"}],\"allocation\":{" + allocation + "\"percentile\":[{\"variant\":\"v\",\"from\":0,\"to\":5}]}}";

        var reason = Refused(document, Dealing(seed, new VariantRange("v", 0, 10)));

        Assert.Contains($"deals its variants by the seed {named}", reason, StringComparison.Ordinal);
        Assert.Contains("leave seed out of the plan", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"a","enabled":false,"variants":[{"name":"v"}],"allocation":{"seed":"s1","percentile":[{"variant":"v","from":0,"to":5}]}}""", "s2")]
    [InlineData("""{"id":"a","enabled":true,"variants":[{"name":"v"}],"allocation":{"seed":"s1"}}""", "s2")]
    [InlineData("""{"id":"a","enabled":true,"variants":[{"name":"v"}],"allocation":{"seed":"s2","percentile":[{"variant":"v","from":0,"to":5}]}}""", "s2")]
    [InlineData("""{"id":"a","enabled":true,"variants":[{"name":"v"}],"allocation":null}""", "s2")]
    public void Variants_WithASeedThatDealsNobodyAnew_AreTaken(string document, string seed) =>
        Assert.Equal(seed, (string)Parsed(document, Dealing(seed, new VariantRange("v", 0, 10)))["allocation"]!["seed"]!);

    [Fact]
    public void Variants_WithATargetingFilter_OpenItToAll() => Assert.Equal(
        100,
        (int)Parsed(
            """{"enabled":true,"variants":[{"name":"v"}],"conditions":{"client_filters":[{"name":"Microsoft.Targeting","parameters":{"Audience":{"DefaultRolloutPercentage":5}}}]}}""",
            Dealing(null, new VariantRange("v", 0, 10)))["conditions"]!["client_filters"]![0]!["parameters"]!["Audience"]!["DefaultRolloutPercentage"]!);

    [Fact]
    public void Shadow_OnAPlainFlag_AddsTheVariantThatKeepsItOff() => Assert.Equal(
        """{"id":"orders.v2","enabled":true,"conditions":{"client_filters":[]},"variants":[{"name":"shadow","status_override":"Disabled"}],"allocation":{"default_when_enabled":"shadow"}}""",
        Exposed(Flags.Off, Shadow));

    [Fact]
    public void Shadow_OnAFlagWithVariants_LetsNobodyHaveAnother()
    {
        var allocation = Parsed(TwoVariants, Shadow)["allocation"]!;

        Assert.Equal("""{"default_when_disabled":"old","default_when_enabled":"shadow","later":[1.50]}""", allocation.ToJsonString());
    }

    [Fact]
    public void Shadow_WhereTheVariantIsThere_UsesIt()
    {
        const string document = """{"enabled":false,"variants":[{"name":"shadow","configuration_value":7,"Status_Override":"disabled"}]}""";

        Assert.Single(Parsed(document, Shadow)["variants"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"variants":[{"name":"old"}]}""", "it has no variant new; it has old: define the variant")]
    [InlineData("""{"id":"a"}""", "it has no variant new; it has none")]
    [InlineData("""{"variants":[{"name":"new"}],"allocation":[]}""", "its allocation is not an object")]
    [InlineData("""{"variants":[{"name":"new"}],"conditions":[]}""", "its conditions are not an object")]
    public void Variants_OnWhatCannotCarryThem_AreRefused(string document, string reason) =>
        Assert.StartsWith(reason, Refused(document, Dealing(null, new VariantRange("new", 0, 10))), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"variants":{}}""", "its variants are not a list")]
    [InlineData("""{"allocation":7}""", "its allocation is not an object")]
    [InlineData("""{"variants":[{"name":"shadow"}]}""", "its variant shadow has no status_override Disabled")]
    [InlineData("""{"variants":[{"name":"v","status_override":"Enabled"}],"allocation":{"default_when_disabled":"v"},"conditions":{"client_filters":[{"name":"Mine"}]}}""", "those whom its filters leave out")]
    public void Shadow_OnWhatCannotCarryIt_IsRefused(string document, string reason) => Assert.StartsWith(reason, Refused(document, Shadow), StringComparison.Ordinal);

    [Theory]
    [InlineData("Microsoft.Percentage")]
    [InlineData("percentage")]
    public void AnyExposure_OnAFlagWithThePercentageFilter_IsRefused_ButOff(string name)
    {
        var document = $$$"""{"enabled":true,"variants":[{"name":"v"}],"conditions":{"requirement_type":"All","client_filters":[{"name":"{{{name}}}","parameters":{"Value":50}}]}}""";

        Exposure[] exposures = [new Exposure.On(), new Exposure.Targeted(5, [], []), Dealing(null, new VariantRange("v", 0, 10)), Shadow];
        Assert.All(exposures, exposure => Assert.Contains("drawn afresh at each evaluation", Refused(document, exposure), StringComparison.Ordinal));
        Assert.False((bool)Parsed(document, new Exposure.Off())["enabled"]!);
    }

    [Theory]
    [InlineData(0, 25, "new 25 %")]
    [InlineData(25, 37.5, "new 25-37.5 %")]
    public void Range_AsText_SaysItsPart(double from, double to, string text) => Assert.Equal(text, Dealing(null, new VariantRange("new", from, to)).ToString());

    private static Exposure.Variants Dealing(string? seed, params VariantRange[] ranges) => new(ranges, seed);

    private static string Exposed(string document, Exposure exposure) => Assert.IsType<FlagExposing.Exposed>(FeatureFlagDocument.Expose(document, exposure)).Document;

    private static string Refused(string document, Exposure exposure) => Assert.IsType<FlagExposing.Refused>(FeatureFlagDocument.Expose(document, exposure)).Reason;

    private static JsonObject Parsed(string document, Exposure exposure) => JsonNode.Parse(Exposed(document, exposure))!.AsObject();
}
