using System.Text.Json.Nodes;
using ReleaseFunctions.Local.Tests.Driver;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Service.Performing;
using Releases.Service.Starting;

namespace ReleaseFunctions.Local.Tests.Planning;

/// <summary>What clients have of a flag, asked of the local workspace as a release asks it.</summary>
[Collection(nameof(WorldFixture))]
public sealed class TakeUpQueryTests(WorldFixture world)
{
    private static readonly DateTimeOffset From = new(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task ShareOn_IsThatOfTheUnitsWhoseLatestEvaluationIsOn()
    {
        await world.Logs.Workspace(WorldFixture.Staging).AppendAsync(
            "FeatureEvaluation",
            [
                .. Enumerable.Range(0, 20).Select(unit => Evaluated(unit, minute: 1, on: false)),
                .. Enumerable.Range(0, 5).Select(unit => Evaluated(unit, minute: 2, on: true)),

                // In another environment, of another flag, of nobody, and after the window: none of them counts.
                Evaluated(30, minute: 2, on: true, environment: "production"),
                Evaluated(31, minute: 2, on: true, flag: "take.other"),
                Evaluated(null, minute: 3, on: true),
                Evaluated(0, minute: 11, on: false),
            ],
            CancellationToken.None);

        Assert.Equal(new Measurement.Value(0.25, 20), await AskAsync("take.up"));
    }

    [Fact]
    public async Task ShareOn_OfAFlagThatNobodyEvaluates_IsOfNoUnits() =>
        Assert.False(await AskAsync("take.unseen") is Measurement.Value { Samples: > 0 } or Measurement.Error);

    private async Task<Measurement> AskAsync(string flag)
    {
        await using var host = RunningHost.Build(world);
        var plan = QuickPlans.Of("take", [flag], [QuickPlans.Plain("all", WorldFixture.Staging, "on")]);
        var reading = Assert.IsType<PlanReading.Valid>(host.Service<Starter>().Check(plan));
        var measure = new Effect.Measure("r", reading.Hash, WorldFixture.Staging, "all", [new MeasureTarget(TakeUpTarget.NameOf(flag), new Window(From, From.AddMinutes(10)))]);
        return Assert.Single(await host.Service<Measurer>().MeasureAsync(reading.Plan, measure, TestContext.Current.CancellationToken)).Measurement;
    }

    private static JsonObject Evaluated(int? unit, int minute, bool on, string flag = "take.up", string environment = "staging") => new()
    {
        ["TimeGenerated"] = From.AddMinutes(minute).AddSeconds(unit ?? 0).ToString("o"),
        ["FeatureName"] = flag,
        ["TargetingId"] = unit is null ? "" : $"unit-{unit}",
        ["Enabled"] = on,
        ["Environment"] = environment,
    };
}
