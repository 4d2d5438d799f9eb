using System.Text.Json;
using NSubstitute;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Metrics;
using Releases.Lifecycle;
using Releases.Plans;

namespace Releases.Service.Tests.Performing;

/// <summary>What goes to one place goes there in one request, and every criterion gets its own answers back.</summary>
public sealed class MeasurerTests
{
    private const string Criteria = """
        criteria:
          errors: { kql: "PipelineRuns | summarize value = 0.0", failWhen: value > 1, window: 10m }
          queue: { metric: { resources: [orders], name: ActiveMessages, aggregation: maximum }, failWhen: value > 9, window: 10m }
          both: { all: { rows: { kql: "PipelineRuns | summarize value = 1.0", failWhen: value > 1 }, cpu: { metric: { resources: [plan], name: CpuPercentage, aggregation: average }, failWhen: value > 80 } }, window: 10m }
          calm: { alert: { rules: [latency] }, window: 10m }
        guardrails: [errors, queue, both, calm]
        """;

    private readonly ServiceWorld _world = new();
    private readonly IMetrics _metrics = Substitute.For<IMetrics>();

    public MeasurerTests() => _world.Environments.MetricsOf("production").Returns(_metrics);

    [Fact]
    public async Task Measure_QueriesAndMetrics_AreAskedOnceEach_AndAnsweredInTheirOrder()
    {
        _world.Telemetry.AskAsync(default!, default).ReturnsForAnyArgs([new Measurement.Value(1, 10), new Measurement.Value(2, 20)]);
        _metrics.AskAsync(default!, default).ReturnsForAnyArgs([new Measurement.Value(3, 30), new Measurement.Value(4, 40)]);

        var measured = await MeasureAsync("both", "errors", "queue");

        Assert.Equal([new Measurement.Value(3, 30), new Measurement.Value(1, 10)], Assert.IsType<Measurement.Parts>(measured[0]).Measurements);
        Assert.Equal([new Measurement.Value(2, 20), new Measurement.Value(4, 40)], measured.Skip(1));
        await _world.Telemetry.Received(1).AskAsync(Arg.Is<IReadOnlyList<TelemetryQuestion>>(asked => asked.Count == 2), Arg.Any<CancellationToken>());
        await _metrics.Received(1).AskAsync(
            Arg.Is<IReadOnlyList<MetricQuestion>>(asked => asked.Count == 2 && asked[0].Asked.Name == "CpuPercentage" && asked[0].Intervals.Start == _world.Time.GetUtcNow()), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Measure_AnswersThatAreMissing_AreProviderErrors()
    {
        _metrics.AskAsync(default!, default).ReturnsForAnyArgs([]);

        Assert.Equal("NoAnswer", Assert.IsType<Measurement.Error>(Assert.Single(await MeasureAsync("queue"))).Code);
    }

    /// <summary>What was reported and what Azure knows are held together; what cannot be asked is not calm.</summary>
    [Theory]
    [InlineData(false, false, false, "pass")]
    [InlineData(false, true, false, "fail")]
    [InlineData(true, false, false, "fail")]
    [InlineData(false, false, true, "provider-error")]
    [InlineData(true, false, true, "fail")]
    public async Task Measure_Alerts_AsksWhoeverKnowsOfThem(bool reported, bool known, bool outage, string verdict)
    {
        var alert = new Alert("/alerts/1", "latency", "Sev1", [], _world.Time.GetUtcNow());
        _world.Alerts.FiringAsync(default).ReturnsForAnyArgs(reported ? [alert] : []);
        var azure = Substitute.For<IFiredAlerts>();
        azure.AskAsync(default).ReturnsForAnyArgs(new FiredAlerts(known ? [alert with { Id = "/alerts/2" }] : [], outage ? new Measurement.Error("Http503", "down") : null));
        _world.Environments.AlertsOf("production").Returns(azure);

        var measured = Assert.Single(await MeasureAsync("calm"));

        Assert.Equal(verdict, JsonNamingPolicy.KebabCaseLower.ConvertName($"{new AlertRule(["latency"]).Judge("calm", measured, 0).Verdict}"));
    }

    private async Task<IReadOnlyList<Measurement>> MeasureAsync(params string[] criteria)
    {
        var text = ServiceWorld.Plan[..ServiceWorld.Plan.IndexOf("criteria:", StringComparison.Ordinal)] + Criteria
            + "\nstages: [{ name: first, environment: production, expose: on, bake: 10m }]";
        var plan = Assert.IsType<PlanReading.Valid>(PlanReader.Read(text)).Plan;
        var window = new Window(_world.Time.GetUtcNow().AddSeconds(-30), _world.Time.GetUtcNow().AddMinutes(10));
        var measured = await _world.Measurer.MeasureAsync(
            plan, new Effect.Measure("r-1", "hash", "production", "first", [.. criteria.Select(name => new MeasureTarget(name, window))], window.Start), TestContext.Current.CancellationToken);
        return [.. measured.Select(one => one.Measurement)];
    }
}
