using System.Security.Cryptography;
using Azure.Data.AppConfiguration;
using OrdersPipeline;
using ReleaseFunctions.Local.Tests.Driver;
using Releases.Judgement;

namespace ReleaseFunctions.Local.Tests.Kinds;

/// <summary>The sample keeps the contract: what it emits is enough for every kind that names a pipeline.</summary>
[Collection(nameof(WorldFixture))]
public sealed class SamplePipelineTests(WorldFixture world, KindTrial trial) : IClassFixture<KindTrial>
{
    private const string Half = """{"id":"FLAG","enabled":true,"conditions":{"client_filters":[{"name":"Microsoft.Targeting","parameters":{"Audience":{"DefaultRolloutPercentage":50,"Groups":[],"Users":[]}}}]}}""";

    private const string Shadow = """
        {"id":"FLAG","enabled":true,"conditions":{"client_filters":[]},"variants":[{"name":"shadow","status_override":"Disabled"}],"allocation":{"default_when_enabled":"shadow"}}
        """;

    [Fact]
    public async Task Exposed_OfTheSample_AreJudgedByEveryKindThatNamesAPipeline()
    {
        var (workspace, window) = await RunAsync("sample-half", Half);

        foreach (var criterion in new[]
        {
            "freshness: { pipeline: orders-ingest, olderThan: 10m }",
            "volume: { pipeline: orders-ingest, perHour: 1200, atLeast: 30%, atMost: 170% }",
            "skew: { pipeline: orders-ingest, largestShare: 10% }",
            "quality: { pipeline: orders-ingest, nulls: { 'tostring(Properties[\"pipeline.rows\"])': 0 } }",
            "slo: { pipeline: orders-ingest, objective: 99% }",
            "backpressure: { pipeline: orders-ingest, olderThan: 10m, deeperThan: 100 }",
        })
        {
            var finding = await trial.FindAsync(workspace, $"{{ {criterion}, window: 10m }}", exposed: 0.5, exposedSince: window.Start, window: window);
            Assert.True(finding.Verdict == Verdict.Pass, $"{criterion}: {finding}");
        }
    }

    [Fact]
    public async Task Shadow_OfTheSample_IsJudgedByParity()
    {
        var (workspace, window) = await RunAsync("sample-shadow", Shadow);

        var finding = await trial.FindAsync(workspace, "{ parity: { pipeline: orders-ingest, rows: 0, sums: 0, mismatches: 0 }, window: 10m }", window: window);

        // 200 runs are counted twice, and 20 keys of each are compared.
        Assert.Equal((Verdict.Pass, 4_400), (finding.Verdict, finding.Samples));
    }

    private async Task<(string Workspace, Window Window)> RunAsync(string flag, string document)
    {
        var store = world.Client(WorldFixture.Production);
        await store.SetConfigurationSettingAsync(new ConfigurationSetting(FeatureFlagConfigurationSetting.KeyPrefix + flag, document.Replace("FLAG", flag, StringComparison.Ordinal))
        {
            ContentType = "application/vnd.microsoft.appconfig.ff+json;charset=utf-8",
        });
        var workspace = trial.NewWorkspace();
        using var export = new WorkspaceExport(new Uri(trial.Endpoint.Url, $"/dataCollectionRules/{workspace}"), trial.Endpoint.Certificate.GetCertHashString(HashAlgorithmName.SHA256));

        await OrdersPipeline.Program.RunAsync(store, flag, export, batches: 4, partitions: 50, CancellationToken.None);

        var now = TimeProvider.System.GetUtcNow();
        return (workspace, new Window(now.AddMinutes(-9), now.AddMinutes(1)));
    }
}
