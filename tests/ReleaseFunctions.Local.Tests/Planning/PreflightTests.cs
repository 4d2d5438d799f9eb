using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics;
using ReleaseFunctions.Local.Tests.Driver;
using Releases.Plans;
using Releases.Preflights;
using Releases.Service.Planning;
using Releases.Service.Starting;

namespace ReleaseFunctions.Local.Tests.Planning;

/// <summary>Preflights against the local workspace: real KQL, real mistakes.</summary>
[Collection(nameof(WorldFixture))]
public sealed class PreflightTests(WorldFixture world)
{
    private const string Runs = "PipelineRuns | where TimeGenerated between (windowStart .. windowEnd) and Pipeline == \"preflight\" and Environment == environment";

    [Fact]
    public async Task Preflight_FindsEveryKindOfMistake_AndSaysWhichIsWhich()
    {
        await AppendAsync(failing: 0.01);

        var findings = await RunAsync(Plan(
            ("good", $"{Runs} | summarize value = avg(DurationMs), samples = count()"),
            ("wrong-word", $"{Runs} | sumarize value = avg(DurationMs)"),
            ("no-such-column", $"{Runs} | summarize value = avg(Milliseconds)"),
            ("no-such-table", "PipelineRums | summarize value = count()"),
            ("two-rows", $"{Runs} | summarize value = avg(DurationMs) by Exposed = RunId endswith \"1\""),
            ("exposed-only", $"{Runs} | where Exposed | summarize value = percentile(DurationMs, 95), samples = count()")));

        Assert.Equal(PreflightLevel.Fine, Of(findings, "good").Level);
        Assert.All(["wrong-word", "no-such-column", "no-such-table", "two-rows"], name => Assert.Equal(PreflightLevel.Error, Of(findings, name).Level));
        Assert.Contains("the workspace has no such table", Of(findings, "no-such-table").Text);
        Assert.Contains("Milliseconds", Of(findings, "no-such-column").Text);
        Assert.Contains("one is wanted", Of(findings, "two-rows").Text);
        Assert.Equal(PreflightLevel.Warning, Of(findings, "exposed-only").Level);
    }

    [Fact]
    public async Task Preflight_OfAPartialResult_IsAnError()
    {
        await AppendAsync(failing: 0.01);
        world.Logs.Faults.Settings = new FaultSettings { PartialNext = 1 };

        var findings = await RunAsync(Plan(("good", $"{Runs} | summarize value = avg(DurationMs)")));

        world.Logs.Faults.Settings = new FaultSettings();
        Assert.Contains("PartialError", Of(findings, "good").Text);
        Assert.Equal(PreflightLevel.Error, Of(findings, "good").Level);
    }

    [Fact]
    public async Task Preflight_OfAComparison_SaysWhatItCanShow_AndWhichBakeOrExposureWouldDo()
    {
        await AppendAsync(failing: 0.02);

        var findings = await RunAsync($$"""
            {{Head}}
            criteria:
              errors:
                compare: { metric: error-rate, from: PipelineRuns, of: Success == false, where: 'Pipeline == "preflight"', worseBy: 1pp, detect: 5pp }
                window: 10m
                required: true
            guardrails: [errors]
            stages:
              - { name: few, environment: staging, expose: { percent: 5 }, bake: 1h }
              - { name: half, environment: staging, expose: { percent: 50 }, bake: 60d }
            """);

        Assert.Equal(PreflightLevel.Fine, findings.First(finding => finding.About == "errors" && finding.Stage is null).Level);
        var (few, half) = (findings.Single(finding => finding.Stage == "few"), findings.Single(finding => finding.Stage == "half"));
        Assert.Equal(PreflightLevel.Error, few.Level);
        Assert.Contains("would do", few.Text);
        Assert.Equal(PreflightLevel.Fine, half.Level);
    }

    [Fact]
    public async Task Preflight_OfFlags_SaysWhetherAnybodyEvaluatesThem()
    {
        await world.Logs.Workspace(WorldFixture.Staging).AppendAsync(
            "FeatureEvaluation",
            [.. Enumerable.Range(0, 30).Select(number => new JsonObject
            {
                ["TimeGenerated"] = DateTimeOffset.UtcNow.AddMinutes(-number - 1).ToString("o"),
                ["FeatureName"] = "preflight.seen",
                ["TargetingId"] = $"unit-{number % 10}",
                ["Enabled"] = false,
                ["Environment"] = "staging",
            })],
            CancellationToken.None);

        var plan = Plan(("good", "print value = 1")).Replace("flags:", "flags:\n  - { key: preflight.seen, category: operational, owner: tests }", StringComparison.Ordinal);
        var findings = await RunAsync(plan);

        Assert.Equal("preflight.seen was evaluated 30 times for 10 units in the last 24 h", Of(findings, "preflight.seen").Text);
        Assert.Contains("no FeatureEvaluation event of preflight.unseen", Of(findings, "preflight.unseen").Text);
    }

    private const string Head = """
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: preflight, owner: tests }
        flags:
          - { key: preflight.unseen, category: operational, owner: tests }
        """;

    private static string Plan(params (string Name, string Kql)[] criteria) => $$"""
        {{Head}}
        criteria:
        {{string.Join('\n', criteria.Select(criterion => $"  {criterion.Name}: {{ kql: '{criterion.Kql}', failWhen: value > 100000, window: 1h }}"))}}
        guardrails: [{{string.Join(", ", criteria.Select(criterion => criterion.Name))}}]
        stages:
          - { name: all, environment: staging, expose: on, bake: 1h }
        """;

    /// <summary>1,000 runs of the last hours, none of them exposed.</summary>
    private Task AppendAsync(double failing) => world.Logs.Workspace(WorldFixture.Staging).AppendAsync(
        "PipelineRuns",
        [.. Enumerable.Range(0, 1000).Select(number => new JsonObject
        {
            ["TimeGenerated"] = DateTimeOffset.UtcNow.AddMinutes(-1 - number).ToString("o"),
            ["Pipeline"] = "preflight",
            ["RunId"] = $"run-{number}",
            ["Exposed"] = false,
            ["DurationMs"] = 100 + (number % 50),
            ["Success"] = number % (int)(1 / failing) != 0,
            ["Environment"] = "staging",
        })],
        CancellationToken.None);

    private static PreflightFinding Of(IReadOnlyList<PreflightFinding> findings, string about) => Assert.Single(findings, finding => finding.About == about);

    private async Task<IReadOnlyList<PreflightFinding>> RunAsync(string plan)
    {
        await using var host = RunningHost.Build(world);
        var reading = Assert.IsType<PlanReading.Valid>(host.Service<Starter>().Check(plan));
        return (await host.Service<Preflighter>().RunAsync(reading, PreflightQuestions.UsualPast, TestContext.Current.CancellationToken)).Findings;
    }
}
