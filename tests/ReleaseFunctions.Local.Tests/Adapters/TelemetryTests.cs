using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics;
using Releases.Azure.Environments;
using Releases.Azure.Identity;
using Releases.Judgement;

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
            "c", "PipelineRuns | where Pipeline == stage | summarize value = count()", Window, new Dictionary<string, string> { ["stage"] = "\" or true or \"" });

        Assert.Equal([new Measurement.Value(0, null)], await Telemetry(_endpoint.Certificate.GetCertHashString(HashAlgorithmName.SHA256)).AskAsync([question], CancellationToken.None));
    }

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
    public async Task Ask_OtherCertificate_IsUnreachable() =>
        Assert.Equal("Unreachable", Assert.IsType<Measurement.Error>(Assert.Single(
            await Telemetry(new string('0', 64)).AskAsync([Question("print value = 1")], CancellationToken.None))).Code);

    public async ValueTask DisposeAsync()
    {
        await _endpoint.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static TelemetryQuestion Question(string kql) => new("c", kql, Window, new Dictionary<string, string>());

    private static JsonObject Run(DateTimeOffset at, double milliseconds) => new()
    {
        ["TimeGenerated"] = at.UtcDateTime.ToString("o"),
        ["Pipeline"] = "orders",
        ["DurationMs"] = milliseconds,
        ["Success"] = true,
    };

    private async Task<Measurement> AskAsync(string kql) =>
        Assert.Single(await Telemetry(_endpoint.Certificate.GetCertHashString(HashAlgorithmName.SHA256)).AskAsync([Question(kql)], CancellationToken.None));

    private ITelemetry Telemetry(string certificateHash)
    {
        var settings = new EnvironmentSettings
        {
            Name = "dev",
            AppConfigurationConnectionString = "Endpoint=http://127.0.0.1:1;Id=i;Secret=c2VjcmV0",
            WorkspaceId = Workspace,
            LogsEndpoint = _endpoint.Url,
            LogsCertificateHash = certificateHash,
        };
        return new AzureEnvironments([settings], new LoopbackCredential(), TimeProvider.System).Find("dev")!.Telemetry;
    }
}
