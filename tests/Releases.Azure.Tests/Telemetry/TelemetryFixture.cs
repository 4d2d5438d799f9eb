using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Monitor.Query;
using Releases.Azure.Identity;
using Releases.Azure.Telemetry;
using Releases.Judgement;

namespace Releases.Azure.Tests.Telemetry;

/// <summary>The adapter over the real client, whose batches are answered by a function of each query's text.</summary>
internal sealed class TelemetryFixture
{
    public static readonly Window Window = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 1, 10, 30, 0, TimeSpan.Zero));

    public TelemetryFixture(TimeProvider? time = null, QueryQuota? quota = null)
    {
        var options = new LogsQueryClientOptions
        {
            Transport = new HttpClientTransport(new HttpClient(new Handler(this))),
            Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1), Mode = RetryMode.Fixed },
        };
        if (quota is not null)
        {
            options.AddPolicy(quota, HttpPipelinePosition.PerRetry);
        }

        Telemetry = new LogAnalyticsTelemetry(
            new LogsQueryClient(new Uri("https://logs.test"), new LoopbackCredential(), options), "workspace-1", time ?? TimeProvider.System);
    }

    public LogAnalyticsTelemetry Telemetry { get; }

    /// <summary>The bodies of the requests.</summary>
    public List<JsonObject> Requests { get; } = [];

    /// <summary>Status and body for a query's text.</summary>
    public Func<string, (int Status, string Body)> Answer { get; set; } = _ => (200, Table("real", "1"));

    /// <summary>Called before a batch is answered; an answer replaces the service's.</summary>
    public Func<CancellationToken, Task<HttpResponseMessage?>> Before { get; set; } = _ => Task.FromResult<HttpResponseMessage?>(null);

    public static string Table(string type, params string[] values) =>
        $$"""{"tables":[{"name":"PrimaryResult","columns":[{"name":"value","type":"{{type}}"}],"rows":[{{string.Join(',', values.Select(value => $"[{value}]"))}}]}]}""";

    public async Task<Measurement> AskAsync(string kql = "T", IReadOnlyDictionary<string, KqlValue>? parameters = null) =>
        Assert.Single(await Telemetry.AskAsync([new TelemetryQuestion("c", kql, Window, parameters ?? new Dictionary<string, KqlValue>())], CancellationToken.None));

    public string SentQuery(int question = 0) => (string)Requests[^1]["requests"]![question]!["body"]!["query"]!;

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal("/v1/$batch", request.RequestUri!.AbsolutePath);
        var batch = JsonNode.Parse(await request.Content!.ReadAsStringAsync(CancellationToken.None))!.AsObject();
        lock (Requests)
        {
            Requests.Add(batch);
        }

        if (await Before(cancellationToken) is { } instead)
        {
            return instead;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var responses = batch["requests"]!.AsArray().Select(question =>
        {
            var (status, body) = Answer((string)question!["body"]!["query"]!);
            return (JsonNode)new JsonObject { ["id"] = question["id"]!.DeepClone(), ["status"] = status, ["headers"] = new JsonObject(), ["body"] = JsonNode.Parse(body) };
        });
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(new JsonObject { ["responses"] = new JsonArray([.. responses]) }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
    }

    private sealed class Handler(TelemetryFixture fixture) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            fixture.SendAsync(request, cancellationToken);
    }
}
