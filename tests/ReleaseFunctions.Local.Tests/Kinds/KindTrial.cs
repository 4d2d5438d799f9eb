using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics;
using Releases.Azure.Environments;
using Releases.Azure.Identity;
using Releases.Judgement;
using Releases.Judgement.Metrics;
using Releases.Lifecycle;
using Releases.Plans;

namespace ReleaseFunctions.Local.Tests.Kinds;

/// <summary>
/// One criterion as a plan writes it, tried on rows: read by the reader, compiled to KQL, sent by the real client to the local Log Analytics, and its
/// answer judged. Each trial has a workspace of its own.
/// </summary>
public sealed class KindTrial : IAsyncLifetime
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    public static readonly Window Window = new(Start, Start.AddMinutes(30));

    private readonly string _folder = Directory.CreateTempSubdirectory("kinds-").FullName;
    private readonly Dictionary<string, AzureEnvironment> _environments = [];
    private LogAnalyticsEndpoint _endpoint = null!;
    private int _next;

    public async ValueTask InitializeAsync()
    {
        var options = new LogAnalyticsEndpointOptions { DataFolder = _folder, Workspaces = [.. Enumerable.Range(0, 20).Select(Workspace)] };
        _endpoint = await LogAnalyticsEndpoint.StartAsync(options, TimeProvider.System, CancellationToken.None);
    }

    public LogAnalyticsEndpoint Endpoint => _endpoint;

    /// <summary>A workspace that nobody has used yet.</summary>
    public string NewWorkspace() => Workspace(Interlocked.Increment(ref _next));

    public Task AppendAsync(string workspace, string table, IEnumerable<JsonObject> rows) =>
        _endpoint.Workspace(workspace).AppendAsync(table, [.. rows], CancellationToken.None);

    /// <summary>What the criterion finds in a window of half an hour.</summary>
    /// <param name="criterion">Its fields in YAML, as a flow mapping.</param>
    /// <param name="exposed">The share of the units that is exposed.</param>
    /// <param name="exposedSince">When the exposure began; by default a day before the window.</param>
    /// <param name="pipelines">What the plan says of its pipelines.</param>
    public async Task<Finding> FindAsync(
        string workspace, string criterion, double? exposed = null, DateTimeOffset? exposedSince = null, string pipelines = "[]", Window? window = null)
    {
        var read = Read(criterion, pipelines);
        var measure = new Effect.Measure("r-1", "hash", "production", "canary", [new MeasureTarget(read.Name, window ?? Window)], exposedSince ?? Start.AddDays(-1), exposed);
        var answers = read is MetricCriterion
            ? await Environment(workspace).Metrics.AskAsync([.. read.Questions.Select(question => Asking.Metrics(read.Name, (Question.Metric)question, window ?? Window, measure))], CancellationToken.None)
            : await Environment(workspace).Telemetry.AskAsync([.. read.Questions.Select(question => Asking.Telemetry(read.Name, (Question.Kql)question, window ?? Window, measure))], CancellationToken.None);
        return read.Rule(1).Judge(read.Name, read.Joined(answers), read.Counting);
    }

    /// <summary>A criterion at whatever exposure it is tried: that a stage of the plan could not judge it is not looked at.</summary>
    public static Criterion Read(string criterion, string pipelines = "[]") => PlanReader.ReadPinned($$"""
        apiVersion: releasefunctions/v1
        kind: ReleasePlan
        metadata: { name: trial, owner: tests }
        pipelines: {{pipelines}}
        flags: [{ key: f, category: operational, owner: tests }]
        criteria:
          it: {{criterion}}
        stages: [{ name: canary, environment: production, expose: { percent: 5 }, bake: 1d, criteria: [it] }]
        """) switch
    {
        PlanReading.Valid valid => valid.Plan.Criteria.Single(),
        PlanReading.Invalid invalid => throw new ArgumentException(string.Join('\n', invalid.Errors), nameof(criterion)),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>A row of a table of the plan's own.</summary>
    public static JsonObject Row(double minute, bool exposed, params (string Column, JsonNode? Value)[] columns)
    {
        var row = new JsonObject { ["TimeGenerated"] = Start.AddMinutes(minute).UtcDateTime.ToString("o"), ["Exposed"] = exposed };
        foreach (var (column, value) in columns)
        {
            row[column] = value;
        }

        return row;
    }

    /// <summary>A run as the contract has it and Azure Monitor keeps it.</summary>
    public static JsonObject Run(double minute, bool exposed, string partition = "p1", double rows = 100, bool success = true, double milliseconds = 50) => new()
    {
        ["TimeGenerated"] = Start.AddMinutes(minute).UtcDateTime.ToString("o"),
        ["Name"] = "pipeline.run",
        ["DurationMs"] = milliseconds,
        ["Success"] = success,
        ["Properties"] = new JsonObject
        {
            ["pipeline.name"] = "orders",
            ["pipeline.partition"] = partition,
            ["pipeline.rows"] = rows.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["release.exposed"] = exposed ? "true" : "false",
        },
    };

    /// <summary>A sample of a metric as the contract has it and Azure Monitor keeps it.</summary>
    public static JsonObject Metric(double minute, string name, double value) => new()
    {
        ["TimeGenerated"] = Start.AddMinutes(minute).UtcDateTime.ToString("o"),
        ["Name"] = name,
        ["Sum"] = value + 0.0,
        ["ItemCount"] = 1,
        ["Properties"] = new JsonObject { ["pipeline.name"] = "orders" },
    };

    public async ValueTask DisposeAsync()
    {
        await _endpoint.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public static string Workspace(int number) => FormattableString.Invariant($"11111111-0000-0000-0000-{number:d12}");

    /// <summary>A sample of a platform metric. All workspaces have one store of them, and each a resource of its own.</summary>
    public Task SampleAsync(string workspace, params (double Minute, double Value, string? Entity)[] samples) => AppendAsync(Workspace(0), "MetricSamples",
    [
        .. samples.Select(sample => new JsonObject
        {
            ["TimeGenerated"] = Start.AddMinutes(sample.Minute).UtcDateTime.ToString("o"),
            ["Resource"] = ResourceOf(workspace),
            ["Name"] = "ActiveMessages",
            ["Value"] = sample.Value + 0.0,
            ["Dimensions"] = sample.Entity is null ? [] : new JsonObject { ["EntityName"] = sample.Entity },
        }),
    ]);

    private static string ResourceOf(string workspace) => $"/subscriptions/11111111-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ServiceBus/namespaces/{workspace}";

    private AzureEnvironment Environment(string workspace)
    {
        lock (_environments)
        {
            if (_environments.TryGetValue(workspace, out var known))
            {
                return known;
            }

            var settings = new EnvironmentSettings
            {
                Name = "production",
                AppConfigurationConnectionString = "Endpoint=http://127.0.0.1:1;Id=i;Secret=c2VjcmV0",
                WorkspaceId = workspace,
                LogsEndpoint = _endpoint.Url,
                LogsCertificateHash = _endpoint.Certificate.GetCertHashString(HashAlgorithmName.SHA256),
                Resources = new Dictionary<string, ResourceSettings>
                {
                    ["batched"] = new() { Id = ResourceOf(workspace), Region = "westeurope" },
                    ["alone"] = new() { Id = ResourceOf(workspace) },
                },
            };
            return _environments[workspace] = new AzureEnvironments([settings], new LoopbackCredential(), TimeProvider.System).Find("production")!;
        }
    }
}
