using System.Text.Json.Nodes;
using CsCheck;
using Releases.Exposures;

namespace Releases.Tests.Exposures;

public sealed class FeatureFlagDocumentTests
{
    [Fact]
    public void Expose_Off_DisablesAndTouchesNothingElse()
    {
        const string document = """{"id":"a","enabled":true,"display_name":"Ä \u2028","conditions":{"client_filters":[{"name":"Microsoft.TimeWindow"}]},"new_field":[1.50,null]}""";

        var exposed = Exposed(document, new Exposure.Off());

        Assert.False((bool)exposed["enabled"]!);
        Assert.True(JsonNode.DeepEquals(Without(document, "enabled"), Without(exposed.ToJsonString(), "enabled")));
    }

    [Fact]
    public void Expose_AnyDocument_KeepsTheOrderOfItsProperties()
    {
        const string document = """{"telemetry":{"enabled":true},"enabled":false,"id":"a","zeta":1,"alpha":2}""";

        Assert.Equal("""{"telemetry":{"enabled":true},"enabled":true,"id":"a","zeta":1,"alpha":2}""", ExposedText(document, new Exposure.On()));
    }

    [Fact]
    public void Expose_OnWithTargeting_OpensItToAllAndKeepsExclusion()
    {
        const string document = """
            {"id":"a","enabled":false,"conditions":{"client_filters":[{"name":"Microsoft.Targeting","parameters":{"Audience":{
              "Users":["u"],"Groups":[{"Name":"g","RolloutPercentage":10}],"DefaultRolloutPercentage":0,"Exclusion":{"Users":["x"]}}}}]}}
            """;

        var audience = AudienceOf(Exposed(document, new Exposure.On()));

        Assert.Equal(100, (int)audience["DefaultRolloutPercentage"]!);
        Assert.Equal("x", (string)audience["Exclusion"]!["Users"]![0]!);
        Assert.Equal(10, (int)audience["Groups"]![0]!["RolloutPercentage"]!);
    }

    [Fact]
    public void Expose_OnWithoutTargeting_AddsNoFilter() =>
        Assert.Equal("""{"id":"orders.v2","enabled":true,"conditions":{"client_filters":[]}}""", ExposedText(Flags.Off, new Exposure.On()));

    [Theory]
    [InlineData("""{"id":"a","enabled":false,"conditions":{"client_filters":[]}}""")]
    [InlineData("""{"id":"a","enabled":false,"conditions":{"client_filters":null}}""")]
    [InlineData("""{"id":"a","enabled":false,"conditions":{}}""")]
    [InlineData("""{"id":"a","enabled":false,"conditions":null}""")]
    [InlineData("""{"id":"a"}""")]
    public void Expose_TargetedWithoutFilter_AppendsOne(string document)
    {
        var exposed = Exposed(document, new Exposure.Targeted(2.5, [new GroupShare("ring0", 100)], ["u1"]));

        Assert.True((bool)exposed["enabled"]!);
        Assert.Equal("Microsoft.Targeting", (string)exposed["conditions"]!["client_filters"]![0]!["name"]!);
        Assert.Equal(
            """{"Users":["u1"],"Groups":[{"Name":"ring0","RolloutPercentage":100}],"DefaultRolloutPercentage":2.5}""",
            AudienceOf(exposed).ToJsonString());
    }

    [Fact]
    public void Expose_TargetedWithCapturedAudience_UnitesBoth()
    {
        const string document = """
            {"id":"a","enabled":true,"conditions":{"client_filters":[{"name":"targeting","parameters":{"other":1,"audience":{
              "users":["old"],"groups":[{"name":"both","rolloutPercentage":70},{"name":"kept","rolloutPercentage":30}],
              "defaultRolloutPercentage":1,"Exclusion":{"Groups":["never"]}}}}]}}
            """;

        var exposed = Exposed(document, new Exposure.Targeted(5, [new GroupShare("both", 20), new GroupShare("new", 40)], ["old", "young"]));

        var filter = Assert.Single(exposed["conditions"]!["client_filters"]!.AsArray())!;
        Assert.Equal(
            """
            {"users":["old","young"],"groups":[{"name":"both","rolloutPercentage":20},{"name":"kept","rolloutPercentage":30},{"Name":"new","RolloutPercentage":40}],"defaultRolloutPercentage":5,"Exclusion":{"Groups":["never"]}}
            """.Trim(),
            filter["parameters"]!["audience"]!.ToJsonString());
        Assert.Equal(1, (int)filter["parameters"]!["other"]!);
    }

    [Theory]
    [InlineData("""{"id":"a","enabled":false,"conditions":{"client_filters":[{"name":"Microsoft.TimeWindow"}]}}""", "TimeWindow")]
    [InlineData("""{"id":"a","enabled":false,"conditions":{"requirement_type":"Any","client_filters":[{"name":"Mine"},{"name":"Microsoft.Targeting"}]}}""", "Mine")]
    public void Expose_TargetedOnDisabledFlagWithOtherFilters_IsRefusedWithWhatToDo(string document, string named)
    {
        var refused = Assert.IsType<FlagExposing.Refused>(FeatureFlagDocument.Expose(document, new Exposure.Targeted(5, [], [])));

        Assert.Contains(named, refused.Reason, StringComparison.Ordinal);
        Assert.Contains("set requirement_type to All", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"a","enabled":true,"conditions":{"client_filters":[{"name":"Microsoft.TimeWindow"}]}}""")]
    [InlineData("""{"id":"a","enabled":false,"conditions":{"requirement_type":"All","client_filters":[{"name":"Microsoft.TimeWindow"}]}}""")]
    public void Expose_TargetedWhereOtherFiltersKeepTheirMeaning_PutsItBesideThem(string document)
    {
        var filters = Exposed(document, new Exposure.Targeted(5, [], []))["conditions"]!["client_filters"]!.AsArray();

        Assert.Equal(["Microsoft.TimeWindow", "Microsoft.Targeting"], filters.Select(filter => (string)filter!["name"]!));
    }

    [Theory]
    [InlineData("""{"enabled":false,"conditions":null,"description":null}""", """{"enabled":true,"description":null}""")]
    [InlineData("""{"enabled":false,"conditions":{"requirement_type":null,"client_filters":null}}""", """{"enabled":true,"conditions":{}}""")]
    [InlineData(
        """{"enabled":false,"conditions":{"client_filters":[{"name":"Targeting","parameters":{"Audience":{"Users":null,"Exclusion":{"Users":null},"DefaultRolloutPercentage":1}}},{"name":"Mine","parameters":null}]}}""",
        """{"enabled":true,"conditions":{"client_filters":[{"name":"Targeting","parameters":{"Audience":{"Exclusion":{},"DefaultRolloutPercentage":100}}},{"name":"Mine","parameters":null}]}}""")]
    public void Expose_NullsInConditionsOrAudience_AreLeftOut(string document, string exposed) =>
        Assert.Equal(exposed, ExposedText(document, new Exposure.On()));

    [Theory]
    [InlineData("""{"conditions":{"client_filters":[{"name":"Targeting"},{"name":"Microsoft.Targeting"}]}}""", "2 targeting filters")]
    [InlineData("""{"enabled":true,"variants":[{"name":"v","status_override":"Enabled"}],"allocation":{"default_when_disabled":"v"}}""", "status_override")]
    [InlineData("""{"conditions":[]}""", "conditions")]
    [InlineData("""{"conditions":{"client_filters":{}}}""", "client_filters")]
    [InlineData("""{"conditions":{"requirement_type":"Most"}}""", "requirement_type")]
    [InlineData("""{"conditions":{"client_filters":[{"name":"Targeting","parameters":{"Audience":7}}]}}""", "parameters")]
    [InlineData("""{"conditions":{"client_filters":[{"name":"Targeting","parameters":{"Audience":{"Users":"u"}}}]}}""", "Users")]
    [InlineData("not json", "JSON")]
    [InlineData("[]", "JSON")]
    [InlineData("""{"enabled":true,"enabled":false}""", "JSON")]
    public void Expose_TargetedOnWhatCannotCarryIt_IsRefused(string document, string named)
    {
        var refused = Assert.IsType<FlagExposing.Refused>(FeatureFlagDocument.Expose(document, new Exposure.Targeted(5, [], [])));

        Assert.Contains(named, refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"a","description":"\ud800"}""")]
    [InlineData("""{"id":"a","\ud800":1}""")]
    public void Expose_TextThatIsNoUnicode_IsRefused(string document) =>
        Assert.IsType<FlagExposing.Refused>(FeatureFlagDocument.Expose(document, new Exposure.On()));

    [Fact]
    public void Expose_OffWithTwoTargetingFilters_IsPossible() =>
        Assert.False((bool)Exposed("""{"enabled":true,"conditions":{"client_filters":[{"name":"Targeting"},{"name":"Targeting"}]}}""", new Exposure.Off())["enabled"]!);

    [Fact]
    public void Expose_AnythingBesideTheExposure_Survives()
    {
        var text = Gen.String[Gen.Char.Where(letter => !char.IsSurrogate(letter)), 0, 12];
        Gen.Select(text, Gen.Long, Gen.Double.Where(double.IsFinite), Gen.Bool, Gen.Int[0, 100], text).Sample((name, whole, real, enabled, percent, user) =>
        {
            var document = new JsonObject
            {
                ["x" + name] = new JsonObject { ["deep"] = new JsonArray(whole, real, name) },
                ["enabled"] = enabled,
                ["conditions"] = new JsonObject { ["y" + name] = name, ["requirement_type"] = "All", ["client_filters"] = new JsonArray(new JsonObject { ["name"] = "z" + name }) },
            };

            var exposed = Exposed(document.ToJsonString(), new Exposure.Targeted(percent, [], [user]));

            Assert.Equal(user, (string)AudienceOf(exposed, 1)["Users"]![0]!);
            exposed["conditions"]!["client_filters"]!.AsArray().RemoveAt(1);
            exposed["enabled"] = enabled;
            Assert.True(JsonNode.DeepEquals(document, exposed), exposed.ToJsonString());
        });
    }

    [Theory]
    [InlineData("""{"enabled":true}""", true)]
    [InlineData("""{"enabled":false}""", false)]
    [InlineData("""{"id":"a"}""", false)]
    [InlineData("nonsense", null)]
    public void IsEnabled_Document_ReadsItsState(string document, bool? enabled) => Assert.Equal(enabled, FeatureFlagDocument.IsEnabled(document));

    private static string ExposedText(string document, Exposure exposure) =>
        Assert.IsType<FlagExposing.Exposed>(FeatureFlagDocument.Expose(document, exposure)).Document;

    private static JsonObject Exposed(string document, Exposure exposure) => JsonNode.Parse(ExposedText(document, exposure))!.AsObject();

    private static JsonNode AudienceOf(JsonObject flag, int filter = 0) => flag["conditions"]!["client_filters"]![filter]!["parameters"]!["Audience"]!;

    private static JsonObject Without(string document, string property)
    {
        var flag = JsonNode.Parse(document)!.AsObject();
        flag.Remove(property);
        return flag;
    }
}
