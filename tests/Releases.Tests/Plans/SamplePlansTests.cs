using System.Text.Json;
using NJsonSchema;
using Releases.Exposures;
using Releases.Plans;
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
        Assert.IsType<PlanReading.Valid>(PlanReader.Read(text, libraries: [Library]));
        Assert.Empty(PlanSchemaTests.Schema.Validate(Seen(text), SchemaType.JsonSchema));
    }

    [Fact]
    public async Task Library_OfTheSamples_IsValidForReaderAndSchema_AndAllOfItIsUsed()
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "docs", "library.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Seen(LibraryText), SchemaType.JsonSchema));

        var plan = Assert.IsType<PlanReading.Valid>(PlanReader.Read(File.ReadAllText(Path.Combine(Folder, "orders-partitioned.yaml")), libraries: [Library]));

        Assert.Equal(["p95-latency", "error-rate", "freshness", "volume", "skew", "backpressure", "null-rate"], Library.Criteria);
        Assert.Equal(Library.Criteria.Select(name => $"data-pipelines/{name}"), plan.Used.Select(used => used.From));
    }

    private static string LibraryText => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "libraries", "data-pipelines.yaml"));

    private static CriteriaLibrary Library => Assert.IsType<LibraryReading.Valid>(LibraryReader.Read(LibraryText, "data-pipelines.yaml")).Library;

    /// <summary>As an editor sees it: the text itself, not what the reader has made of it.</summary>
    private static string Seen(string text) =>
        JsonSerializer.Serialize(new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize<object>(text));

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
