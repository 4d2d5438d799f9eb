using System.Text.Json;
using NJsonSchema;
using Releases.Exposures;
using YamlDotNet.Serialization;

namespace Releases.Tests.Plans;

/// <summary>The plans that people copy.</summary>
public sealed class SamplePlansTests
{
    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.yaml").Select(path => Path.GetFileName(path))];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "samples", "plans");

    [Theory]
    [MemberData(nameof(Names))]
    public void Sample_AnyOfThem_IsValidForReaderAndSchema(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));
        PlanText.ReadValid(text);

        // As an editor sees it: the text itself, not what the reader has made of it.
        var seen = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(text);
        Assert.Empty(PlanSchemaTests.Schema.Validate(JsonSerializer.Serialize(seen), SchemaType.JsonSchema));
    }

    [Theory]
    [InlineData("llm-serving-v2.yaml")]
    [InlineData("llm-serving-v2.demo.yaml")]
    public void LlmServing_Stages_GoFromStagingThroughProductionToAll(string name)
    {
        var plan = PlanText.ReadValid(File.ReadAllText(Path.Combine(Folder, name))).Plan;
        Assert.Equal(
            [("staging", "on"), ("production", "5 %"), ("production", "25 %"), ("production", "50 %"), ("production", "on")],
            plan.Stages.Select(stage => (stage.Environment, stage.Expose.ToString()!)));
        Assert.Equal(["llm.batched-decoding"], plan.Flags.Select(flag => flag.Key));
        Assert.IsType<Exposure.On>(plan.Stages[^1].Expose);
    }

    [Fact]
    public void LlmServing_Demo_TakesLessThanTwoMinutesOfBakes()
    {
        var plan = PlanText.ReadValid(File.ReadAllText(Path.Combine(Folder, "llm-serving-v2.demo.yaml"))).Plan;
        Assert.True(plan.Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Bake + stage.Watch) < TimeSpan.FromMinutes(2));
    }
}
