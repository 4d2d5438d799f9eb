using Releases.Plans;

namespace Releases.Tests.Plans;

public sealed class PlanEnvironmentTests
{
    [Fact]
    public void Read_KnownEnvironments_IsValid() =>
        Assert.IsType<PlanReading.Valid>(PlanReader.Read(PlanText.Valid, ["dev", "production"]));

    [Fact]
    public void Read_UnknownEnvironment_IsToldWhereItStandsWithWhatWasMeant()
    {
        var text = PlanText.With("environment: production\n    expose: on", "environment: prodution\n    expose: on");

        var error = Assert.Single(Assert.IsType<PlanReading.Invalid>(PlanReader.Read(text, ["staging", "dev", "production"])).Errors);

        Assert.Equal((38, 18, "stages[1].environment"), (error.Line, error.Column, error.Path));
        Assert.Equal("there is no environment 'prodution'; did you mean 'production'?; this service has dev, production, staging", error.Message);
    }

    [Fact]
    public void Read_NameInAnotherCase_IsUnknown() => Assert.Contains(
        Assert.IsType<PlanReading.Invalid>(PlanReader.Read(PlanText.Valid, ["dev", "Production"])).Errors,
        error => error.Message.Contains("did you mean 'Production'?", StringComparison.Ordinal));

    [Fact]
    public void Read_UnknownEnvironmentBesideAnotherMistake_TellsBoth()
    {
        var text = PlanText.With("environment: production\n    expose: on", "environment: prodution\n    expose: sometimes");

        Assert.Equal(2, Assert.IsType<PlanReading.Invalid>(PlanReader.Read(text, ["dev", "production"])).Errors.Count);
    }

    [Theory]
    [InlineData("[queue]", null)]
    [InlineData("[quue, queue]", "production, where it is judged, has no resource 'quue'; did you mean 'queue'?; its settings name queue, store")]
    public void Read_MetricOfAResource_IsOfOneThatTheEnvironmentNames(string resources, string? mistake)
    {
        var text = PlanText.Valid.Replace("  error-rate:\n", $"  deep: {{ metric: {{ resources: {resources}, name: ActiveMessages, aggregation: maximum }}, failWhen: value > 9, window: 5m }}\n  error-rate:\n", StringComparison.Ordinal)
            .Replace("guardrails: [error-rate]", "guardrails: [error-rate, deep]", StringComparison.Ordinal);

        var reading = PlanReader.Read(text, [new KnownEnvironment("dev") { Resources = ["queue"] }, new KnownEnvironment("production") { Resources = ["store", "queue"] }]);

        Assert.Equal(mistake, (reading as PlanReading.Invalid)?.Errors.Single().Message);
    }

    /// <summary>What no release could ever pass is found before it starts, at the criterion.</summary>
    [Theory]
    [InlineData("freshness: { pipeline: orders-ingest, olderThan: 2m }", "5m", "criteria.it.freshness.olderThan", "telemetry of production takes up to 3 min to arrive, so no row that is seen there is as new as 2m; olderThan: 3m or more would do")]
    [InlineData("freshness: { pipeline: orders-ingest, olderThan: 3m }", "5m", null, null)]
    [InlineData("volume: { pipeline: orders-ingest, atLeast: 80% }", "5m", "criteria.it.volume", "canary exposes 5 % of 1,200 an hour, 5 in a window of 5m, and fewer than minimumExpected, 20, are never judged; window: 20m would do")]
    [InlineData("volume: { pipeline: orders-ingest, atLeast: 80% }", "20m", null, null)]
    [InlineData("volume: { pipeline: orders-ingest, atLeast: 80%, minimumExpected: 1000000 }", "5m", "criteria.it.volume", "canary exposes 5 % of 1,200 an hour, 5 in a window of 5m, and fewer than minimumExpected, 1,000,000, are never judged; no window of up to 365d would do: expose more, or ask for less")]
    [InlineData("quality: { pipeline: orders-ingest, nulls: { A: 1% } }, minimumSamples: 2000000000", "30m", "criteria.it", "canary exposes 5 % of 1,200 runs an hour, 30 in a window of 30m, and minimumSamples is 2,000,000,000: it is never judged; no window of up to 365d would do: expose more, or ask for less")]
    [InlineData("quality: { pipeline: orders-ingest, nulls: { A: 1% } }, minimumSamples: 50", "30m", "criteria.it", "canary exposes 5 % of 1,200 runs an hour, 30 in a window of 30m, and minimumSamples is 50: it is never judged; window: 50m would do")]
    [InlineData("quality: { pipeline: orders-ingest, nulls: { A: 1% } }, minimumSamples: 30", "30m", null, null)]
    [InlineData("slo: { pipeline: orders-ingest, objective: 90% }", "5m", "criteria.it.slo.objective", "where all rows are bad, the budget of 90 % burns 10 times as fast as it may, so a burnRate of 14.4 is never exceeded; name a smaller one")]
    [InlineData("metric: { resources: [queue], name: A, aggregation: total }, failWhen: value > 1, minimumSamples: 6", "5m", "criteria.it.minimumSamples", "a window of 5m has 5 intervals of 1m, so more are never there")]
    [InlineData("all: { a: { freshness: { pipeline: orders-ingest, olderThan: 1m } }, b: { freshness: { pipeline: orders-ingest, olderThan: 1h } } }", "5m", "criteria.it.all.a.freshness.olderThan", "telemetry of production takes up to 3 min to arrive, so no row that is seen there is as new as 1m; olderThan: 3m or more would do")]
    public void Read_CriterionThatCanNeverBeJudged_IsAMistake(string kind, string window, string? path, string? mistake)
    {
        var text = PlanText.Valid.Replace("  error-rate:\n", $"  it: {{ {kind}, window: {window} }}\n  error-rate:\n", StringComparison.Ordinal)
            .Replace("{ percent: 5, groups: { ring0: 100, ring1: 50 }, users: [tenant-1] }", "{ percent: 5 }", StringComparison.Ordinal)
            .Replace("criteria: [p95-latency]", "criteria: [p95-latency, it]", StringComparison.Ordinal);

        var reading = PlanReader.Read(text, [new KnownEnvironment("production") { IngestionDelay = TimeSpan.FromMinutes(3), Resources = ["queue"] }]);

        var error = (reading as PlanReading.Invalid)?.Errors.Single();
        Assert.Equal((path, mistake), (error?.Path, error?.Message));
    }

    /// <summary>What a query counts is its own: it may be more than runs.</summary>
    [Fact]
    public void Read_QueryThatNeedsMoreSamplesThanThereAreRuns_IsWarnedOf()
    {
        var text = PlanText.With("minimumMeasurements: 2", "minimumMeasurements: 2\n    minimumSamples: 50")
            .Replace("{ percent: 5, groups: { ring0: 100, ring1: 50 }, users: [tenant-1] }", "{ percent: 5 }", StringComparison.Ordinal);

        Assert.Equal(
            ["canary exposes 5 % of 1,200 runs an hour, 30 in a window of 30m, and minimumSamples is 50: if its samples are runs, it is never judged"],
            PlanText.ReadValid(text).Warnings.Where(warning => warning.Path == "criteria.p95-latency").Select(warning => warning.Message));
    }

    /// <summary>A release that has begun goes on by the plan that it has, whatever is a mistake by now.</summary>
    [Fact]
    public void ReadPinned_CriterionThatWouldBeRefusedToday_IsValid()
    {
        var text = PlanText.Valid.Replace("  error-rate:\n", "  it: { slo: { pipeline: orders-ingest, objective: 90% }, window: 5m }\n  error-rate:\n", StringComparison.Ordinal)
            .Replace("criteria: [p95-latency]", "criteria: [p95-latency, it]", StringComparison.Ordinal);

        Assert.IsType<PlanReading.Invalid>(PlanReader.Read(text));
        Assert.IsType<PlanReading.Valid>(PlanReader.ReadPinned(text));
    }
}
