using Azure.Data.AppConfiguration;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace OrdersPipeline;

/// <summary>
/// Settings are environment variables: <c>APPCONFIGURATION_CONNECTION_STRING</c>, <c>PIPELINE_FLAG</c>, and where telemetry goes: in Azure
/// <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>, in the local world <c>LOCAL_INGESTION</c> with <c>LOCAL_CERTIFICATE</c>.
/// </summary>
public static class Program
{
    /// <summary>Events that may wait to be sent: the sample runs a thousand runs in a second, and drops none of them.</summary>
    private const int MostEvents = 16_384;

    public static async Task Main()
    {
        static string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"Set {name}.");
        var local = Environment.GetEnvironmentVariable("LOCAL_INGESTION") is { } address ? new WorkspaceExport(new Uri(address), Setting("LOCAL_CERTIFICATE")) : null;
        await RunAsync(new ConfigurationClient(Setting("APPCONFIGURATION_CONNECTION_STRING")), Setting("PIPELINE_FLAG"), local, batches: 20, partitions: 50, CancellationToken.None);
    }

    /// <summary>Runs some batches and ends when all of their telemetry is sent.</summary>
    /// <param name="store">Where the flag is.</param>
    /// <param name="local">Where telemetry goes; null for Azure Monitor.</param>
    public static async Task RunAsync(ConfigurationClient store, string flag, WorkspaceExport? local, int batches, int partitions, CancellationToken cancellationToken)
    {
        using var spans = Sdk.CreateTracerProviderBuilder().AddSource(RunTelemetry.Source)
            .AddProcessor(new BatchActivityExportProcessor(local?.Spans() ?? new AzureMonitorTraceExporter(new AzureMonitorExporterOptions { SamplingRatio = 1 }))).Build();
        using var reader = local is null ? null : new PeriodicExportingMetricReader(local.Metrics());
        using var metrics = (reader is null
            ? Sdk.CreateMeterProviderBuilder().AddMeter(RunTelemetry.Source).AddAzureMonitorMetricExporter()
            : Sdk.CreateMeterProviderBuilder().AddMeter(RunTelemetry.Source).AddReader(reader)).Build();
        using var logs = LoggerFactory.Create(logging => logging.AddOpenTelemetry(options => _ = local is null
            ? options.AddAzureMonitorLogExporter()
            : options.AddProcessor(new BatchLogRecordExportProcessor(local.Events(), maxQueueSize: MostEvents))));
        var release = new ReleaseFlag(store, flag, null);
        using var evaluations = new FeatureEvaluations(logs.CreateLogger("features"), () => release.Unit);
        using var telemetry = new RunTelemetry("orders-ingest", logs.CreateLogger("pipeline"));

        await new Pipeline(release, telemetry).RunAsync(batches, partitions, cancellationToken);
        spans.ForceFlush();
        metrics.ForceFlush();
    }
}
