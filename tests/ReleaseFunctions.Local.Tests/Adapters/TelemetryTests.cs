using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ReleaseFunctions.Local.LogAnalytics;
using Releases.Azure.Environments;
using Releases.Azure.Identity;
using Releases.Azure.Telemetry;
using Releases.Judgement;
using Releases.Judgement.Comparisons;

namespace ReleaseFunctions.Local.Tests.Adapters;

/// <summary>The product's telemetry on the local Log Analytics: the real client, TLS with the one pinned certificate, real KQL.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private const string Workspace = "11111111-2222-3333-4444-555555555555";
    private static readonly Window Window = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 1, 10, 30, 0, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("telemetry-").FullName;
    private LogAnalyticsEndpoint _endpoint = null!;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await LogAnalyticsEndpoint.StartAsync(
            new LogAnalyticsEndpointOptions { DataFolder = _folder, Workspaces = [Workspace] }, TimeProvider.System, CancellationToken.None);
        await _endpoint.Workspace(Workspace).AppendAsync(
            "PipelineRuns",
            [Run(Window.Start, 100), Run(Window.Start.AddMinutes(15), 200), Run(Window.End.AddTicks(-10), 300), Run(Window.End, 1000), Run(Window.Start.AddTicks(-10), 1000)],
            CancellationToken.None);
    }

    [Fact]
    public async Task Ask_Window_TakesItsStartInAndLeavesItsEndOut()
    {
        var answer = await AskAsync("PipelineRuns | where TimeGenerated between (windowStart .. windowEnd) | summarize value = avg(DurationMs), samples = count()");

        Assert.Equal(new Measurement.Value(200, 3), answer);
    }

    [Fact]
    public async Task Ask_ParameterThatTriesToInject_IsText()
    {
        var question = new TelemetryQuestion(
            "c", "PipelineRuns | where Pipeline == stage | summarize value = count()", Window, new Dictionary<string, KqlValue> { ["stage"] = new KqlValue.Text("\" or true or \"") });

        Assert.Equal([new Measurement.Value(0, null)], await Telemetry(_endpoint.Certificate.GetCertHashString(HashAlgorithmName.SHA256)).AskAsync([question], CancellationToken.None));
    }

    /// <summary>Every query that is made from a table runs, and counts what was put in.</summary>
    [Theory]
    [InlineData("mean", "row")]
    [InlineData("mean with its tail", "row")]
    [InlineData("mean", "Partition")]
    [InlineData("mean with its tail", "Partition")]
    [InlineData("error rate", "row")]
    [InlineData("error rate", "Partition")]
    [InlineData("quantile", "row")]
    [InlineData("quantile", "Partition")]
    public async Task Ask_Cohorts_GivesTheirStatistics(string metric, string unit)
    {
        await _endpoint.Workspace(Workspace).AppendAsync("PipelineRuns", [.. Enumerable.Range(0, 400).Select(Compared)], CancellationToken.None);
        var rule = new ComparisonRule
        {
            Metric = metric switch { "error rate" => new Metric.ErrorRate(), "quantile" => new Metric.Quantile(0.9), "mean" => new Metric.Mean(), _ => new Metric.Mean(0.9) },
            Unit = unit,
            WorseBy = new Margin(0.05, Relative: true),
        };
        var of = metric == "error rate" ? "Success == false" : "DurationMs";
        var kql = CohortKql.Of(new CohortSource.Table("PipelineRuns", of, "Pipeline == \"compared\"", "Exposed", "TimeGenerated"), rule);

        var answer = Assert.IsType<Measurement.Cohorts>(await AskAsync(kql, AnswerShape.Cohorts));

        // 100 exposed rows take 1 to 100 ms, 300 of the control 1 to 100 ms three times over; partition p has those of p + 1 and p + 51 ms.
        var (exposed, control) = (answer.Exposed!, answer.Control!);
        var byRow = unit == "row";
        Assert.Equal(byRow ? (100, 300) : (50, 50), (exposed.Units, control.Units));
        Assert.Equal(byRow ? (null, null) : (100L, 300L), (exposed.Rows, control.Rows));
        switch (metric)
        {
            case "error rate":
                Assert.Equal(byRow ? (10L, 30L) : (null, null), (exposed.Errors, control.Errors));
                Equal(byRow ? null : 0.1, exposed.Mean);
                break;
            case "quantile":
                // The control's p90 is 90 ms; the exposed are counted beyond 94.5.
                Assert.Equal(byRow ? (6L, 30L) : (null, null), (exposed.Beyond, control.Beyond));
                Equal(byRow ? null : 0.06, exposed.Mean);
                Equal(byRow ? null : 0.1, control.Mean);
                break;
            default:
                var tail = metric != "mean";
                Equal(50.5, exposed.Mean);
                Equal(50.5, control.Mean);
                Equal(byRow ? 100 * 101 / 12.0 : 50 * 51 / 12.0, exposed.Variance);
                Equal(byRow ? null : 100 * 101 / 12.0, exposed.RowVariance);
                Assert.Equal(byRow && tail ? 6L : null, exposed.Beyond);
                Equal(!byRow && tail ? 0.06 : null, exposed.TailMean);
                Equal(!byRow && tail ? 0.1 : null, control.TailMean);
                break;
        }

        static void Equal(double? expected, double? actual)
        {
            Assert.Equal(expected is null, actual is null);
            Assert.Equal(expected ?? 0, actual ?? 0, 1e-9);
        }
    }

    [Theory]
    [InlineData("print units = 3", "NoExposedColumn")]
    [InlineData("print exposed = true", "NoUnitsColumn")]
    [InlineData("print exposed = 'yes', units = 3", "NotABool")]
    [InlineData("print exposed = true, units = 'many'", "NotANumber")]
    [InlineData("print exposed = true, units = 3, mean = 5m", "NotANumber")]
    [InlineData("print exposed = tobool('x'), units = 3", "NoCohort")]
    [InlineData("PipelineRuns | project exposed = true, units = 1", "NotOneRow")]
    public async Task Ask_NoCohorts_IsAnError(string kql, string code) =>
        Assert.Equal(code, Assert.IsType<Measurement.Error>(await AskAsync(kql, AnswerShape.Cohorts)).Code);

    [Fact]
    public async Task Ask_CohortsOfNothing_IsNothing() =>
        Assert.IsType<Measurement.Nothing>(await AskAsync("PipelineRuns | where false | summarize units = count() by exposed = Exposed", AnswerShape.Cohorts));

    [Fact]
    public async Task Ask_OneBadQueryAmongGood_IsNamedWithItsLineAndTouchesNobody()
    {
        var answers = await Telemetry(_endpoint.Certificate.GetCertHashString(HashAlgorithmName.SHA256)).AskAsync(
            [Question("PipelineRuns | summarize value = count()"), Question("PipelineRuns\n| where Nope > 1\n| summarize value = count()"), Question("PipelineRuns | summarize value = max(DurationMs)")],
            CancellationToken.None);

        Assert.IsType<Measurement.Value>(answers[0]);
        var error = Assert.IsType<Measurement.Error>(answers[1]);
        Assert.Equal("SemanticError", error.Code);
        Assert.Contains("[line:position=2:9]", error.Message, StringComparison.Ordinal);
        Assert.IsType<Measurement.Value>(answers[2]);
        Assert.Equal(1, _endpoint.Requests.Batches);
    }

    [Fact]
    public async Task Ask_PartialResult_IsAnErrorAndNoValue()
    {
        _endpoint.Faults.Settings = new FaultSettings { PartialNext = 1 };

        Assert.Equal("PartialError", Assert.IsType<Measurement.Error>(await AskAsync("PipelineRuns | summarize value = count()")).Code);
    }

    [Theory]
    [InlineData("PipelineRuns | where DurationMs > 5000 | project value = DurationMs")]
    [InlineData("PipelineRuns | where DurationMs > 5000 | summarize value = percentile(DurationMs, 95)")]
    public async Task Ask_NothingToMeasure_IsNothing(string kql) => Assert.IsType<Measurement.Nothing>(await AskAsync(kql));

    [Theory]
    [InlineData("PipelineRuns | project value = DurationMs", "NotOneRow")]
    [InlineData("PipelineRuns | count", "NoValueColumn")]
    [InlineData("print value = 'x'", "NotANumber")]
    [InlineData("print value = 5m", "NotANumber")]
    public async Task Ask_NoMeasurement_IsAnError(string kql, string code) => Assert.Equal(code, Assert.IsType<Measurement.Error>(await AskAsync(kql)).Code);

    [Fact]
    public async Task Ask_ByManyReleasesOfOneTick_IsOneRequest()
    {
        var time = new FakeTimeProvider();
        using var environments = Environments(_endpoint.Certificate.GetCertHashString(HashAlgorithmName.SHA256), time);
        var telemetry = environments.Find("dev")!.Telemetry;
        Task<IReadOnlyList<Measurement>> AskAsync(int release) => telemetry.AskAsync(
            [.. Enumerable.Range(0, 3).Select(number => Question($"print value = {(release * 10) + number}") with { Parameters = new Dictionary<string, KqlValue> { ["release"] = new KqlValue.Text($"release-{release}") } })], CancellationToken.None);

        // A release that has asked before makes the next ones wait a moment for each other.
        await AskAsync(0);
        var asked = Enumerable.Range(1, 10).Select(AskAsync).ToList();
        time.Advance(LogAnalyticsOptions.GatherFor);
        var answers = await Task.WhenAll(asked);

        Assert.Equal(2, _endpoint.Requests.Batches);
        Assert.Equal(33, _endpoint.Requests.BatchedQueries);
        Assert.Equal(Enumerable.Range(1, 10).Select(release => new Measurement.Value((release * 10) + 2, null)), answers.Select(answer => answer[2]));
    }

    [Fact]
    public async Task Ask_OtherCertificate_IsUnreachable() =>
        Assert.Equal("Unreachable", Assert.IsType<Measurement.Error>(Assert.Single(
            await Telemetry(new string('0', 64)).AskAsync([Question("print value = 1")], CancellationToken.None))).Code);

    public async ValueTask DisposeAsync()
    {
        await _endpoint.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static TelemetryQuestion Question(string kql, AnswerShape answer = AnswerShape.Value) => new("c", kql, Window, new Dictionary<string, KqlValue>(), answer);

    private static JsonObject Compared(int row) => new()
    {
        ["TimeGenerated"] = Window.Start.AddSeconds(row).UtcDateTime.ToString("o"),
        ["Pipeline"] = "compared",
        ["Partition"] = $"{(row < 100 ? "exposed" : "control")}-{row % 50}",
        ["Exposed"] = row < 100,
        ["DurationMs"] = (row % 100) + 1,
        ["Success"] = row % 10 != 0,
    };

    private static JsonObject Run(DateTimeOffset at, double milliseconds) => new()
    {
        ["TimeGenerated"] = at.UtcDateTime.ToString("o"),
        ["Pipeline"] = "orders",
        ["DurationMs"] = milliseconds,
        ["Success"] = true,
    };

    private async Task<Measurement> AskAsync(string kql, AnswerShape answer = AnswerShape.Value) =>
        Assert.Single(await Telemetry(_endpoint.Certificate.GetCertHashString(HashAlgorithmName.SHA256)).AskAsync([Question(kql, answer)], CancellationToken.None));

    private ITelemetry Telemetry(string certificateHash) => Environments(certificateHash, TimeProvider.System).Find("dev")!.Telemetry;

    private AzureEnvironments Environments(string certificateHash, TimeProvider time)
    {
        var settings = new EnvironmentSettings
        {
            Name = "dev",
            AppConfigurationConnectionString = "Endpoint=http://127.0.0.1:1;Id=i;Secret=c2VjcmV0",
            WorkspaceId = Workspace,
            LogsEndpoint = _endpoint.Url,
            LogsCertificateHash = certificateHash,
        };
        return new AzureEnvironments([settings], new LoopbackCredential(), time);
    }
}
