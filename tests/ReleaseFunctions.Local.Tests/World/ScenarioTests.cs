using Azure;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ReleaseFunctions.Local.AppConfiguration;
using ReleaseFunctions.Local.Pipelines;
using ReleaseFunctions.Local.Tests.Pipelines;
using ReleaseFunctions.Local.World;
using ReleaseFunctions.Local.World.Scenarios;

namespace ReleaseFunctions.Local.Tests.World;

public sealed class ScenarioTests
{
    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("""{"steps":[{"at":"soon"}]}""", "$.steps[0].at")]
    [InlineData("""{"steps":[{"at":"00:00:01","colour":"red"}]}""", "$.steps[0].colour")]
    [InlineData("""{"steps":[{"at":"00:00:01"}]}""", "Step 1 of the scenario: exactly one of")]
    [InlineData("""{"steps":[{"at":"00:00:01","appConfiguration":{"kind":"outage"}}]}""", "Step 1 of the scenario: it needs an environment.")]
    [InlineData("""{"steps":[{"at":"00:00:01","environment":"p","appConfiguration":{"kind":"flood"}}]}""", "'flood' is no fault of a store: outage")]
    [InlineData("""{"steps":[{"at":"00:00:01","environment":"p","appConfiguration":{"kind":"error","status":404}}]}""", "Step 1 of the scenario: 'status' is 404")]
    [InlineData("""{"steps":[{"at":"00:00:01","environment":"p","pipeline":"x","faults":[{"kind":"failing","rate":20}]}]}""", "Step 1 of the scenario: 'rate' is a share")]
    [InlineData("""{"steps":[{"at":"00:00:01","environment":"p","pipeline":"x","faults":[{"kind":"slow","factor":0}]}]}""", "'factor' is more than 0")]
    [InlineData("""{"steps":[{"at":"00:00:01","environment":"p","pipeline":"x","faults":[{"kind":"stale"}]}]}""", "'lag' is more than nothing")]
    [InlineData("""{"steps":[{"at":"00:00:01","logAnalytics":{"lateShare":0.6,"missingShare":0.6}}]}""", "more than 1 together")]
    [InlineData("""{"steps":[{"at":"00:00:01","logAnalytics":{"latency":"-00:00:01"}}]}""", "a time is nothing to 30 days")]
    [InlineData("""{"steps":[{"at":"00:00:01","environment":"p","pipeline":"x"}]}""", "a pipeline needs faults")]
    [InlineData("""{"steps":[{"at":"00:00:01","environment":"p","pipeline":"x","faults":[{"kind":"tired"}]}]}""", "'tired' is no fault of a pipeline")]
    [InlineData("""{"steps":[{"at":"00:00:01","for":"00:00:00","logAnalytics":{"outage":true}}]}""", "'for' is more than nothing")]
    [InlineData("{}", "The scenario has no steps.")]
    public void Parse_OfWhatIsWrong_SaysWhere(string text, string complaint) =>
        Assert.Contains(complaint, Assert.Throws<InvalidDataException>(() => Scenario.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task World_WithAScenario_LivesThroughItStepByStep()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var world = await StartAsync(time, """
            {
              "steps": [
                { "at": "00:00:10", "for": "00:00:20", "environment": "production", "appConfiguration": { "kind": "throttle", "milliseconds": 50 } },
                { "at": "00:00:10", "for": "00:00:10", "logAnalytics": { "outage": true } },
                { "at": "00:00:20", "for": "00:00:10", "environment": "production", "pipeline": "orders", "faults": [ { "kind": "slow", "factor": 4 }, { "kind": "silent" } ] }, // two at once
              ]
            }
            """);
        var (store, pipeline) = (world.ClientOf("production"), world.Pipelines[("production", "orders")]);

        Assert.Equal((0, false, 0), await StateAsync());
        time.Advance(TimeSpan.FromSeconds(10));
        await Until.TrueAsync(() => world.Logs!.Faults.Settings.Outage && world.Stores["production"].Faults.Armed.Count == 1, "the first steps have begun");
        time.Advance(TimeSpan.FromSeconds(10));
        await Until.TrueAsync(() => !world.Logs!.Faults.Settings.Outage && pipeline.Faults.Count == 2, "the pipeline is slow and silent");
        Assert.Equal(new PipelineFault.Slow(4), pipeline.Faults[0]);
        time.Advance(TimeSpan.FromSeconds(10));
        await Until.TrueAsync(() => pipeline.Faults.Count == 0, "all is well again");
        Assert.Equal((0, false, 0), await StateAsync());

        async Task<(int Stores, bool Outage, int Pipelines)> StateAsync()
        {
            await Assert.ThrowsAsync<RequestFailedException>(() => store.GetConfigurationSettingAsync("absent"));
            return (world.Stores["production"].Faults.Armed.Count, world.Logs!.Faults.Settings.Outage, pipeline.Faults.Count);
        }
    }

    [Theory]
    [InlineData("outage", "")]
    [InlineData("unavailable", "")]
    [InlineData("error", ",\"status\":502")]
    [InlineData("latency", ",\"milliseconds\":5")]
    [InlineData("throttle", "")]
    [InlineData("truncate", "")]
    [InlineData("lose-response", ",\"count\":2,\"method\":\"PUT\"")]
    [InlineData("hold-back", ",\"keyPrefix\":\"a\"")]
    [InlineData("stale-reads", "")]
    [InlineData("clock-skew", ",\"milliseconds\":-60000")]
    public async Task World_WithAnyFaultOfAStore_HasItForItsTime(string kind, string rest)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var world = await StartAsync(
            time, $$"""{ "steps": [ { "at": "00:00:10", "for": "00:00:20", "environment": "production", "appConfiguration": { "kind": "{{kind}}"{{rest}} } } ] }""");
        var faults = world.Stores["production"].Faults;

        time.Advance(TimeSpan.FromSeconds(10));
        await Until.TrueAsync(() => faults.Armed.Count == 1, "the fault is on");
        Assert.Equal(kind, FaultOrder.Describe(faults.Armed[0]).Kind);
        time.Advance(TimeSpan.FromSeconds(20));

        Assert.Empty(faults.Armed);
    }

    [Fact]
    public async Task World_WithAScenarioForWhatItHasNot_DoesNotStart()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => StartAsync(
            TimeProvider.System, """{ "steps": [ { "at": "00:00:01", "environment": "staging", "appConfiguration": { "kind": "outage" } } ] }"""));

        Assert.Equal("The scenario needs a store of 'staging', which this world does not simulate.", error.Message);
    }

    private static async Task<LocalWorld> StartAsync(TimeProvider time, string scenario)
    {
        var folder = Directory.CreateTempSubdirectory("scenario-").FullName;
        var file = Path.Combine(folder, "scenario.json");
        await File.WriteAllTextAsync(file, scenario);
        var settings = new LocalSettings
        {
            DataFolder = folder,
            FirstPort = 0,
            StorageConnectionString = "UseDevelopmentStorage=true",
            Environments = new Dictionary<string, LocalEnvironment> { ["production"] = new() },
            Pipelines = [new LocalPipeline("orders", "enrich", 1)],
            Scenario = file,
        };
        return await LocalWorld.StartAsync(settings, time, NullLoggerFactory.Instance, CancellationToken.None);
    }
}
