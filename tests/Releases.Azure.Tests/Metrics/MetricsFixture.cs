using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Releases.Azure.Metrics;
using Releases.Azure.Telemetry;
using Releases.Judgement;
using Releases.Judgement.Metrics;

namespace Releases.Azure.Tests.Metrics;

/// <summary>Azure Monitor as the adapter sees it: what is sent is noted, and what comes back is up to the test.</summary>
internal sealed class MetricsFixture
{
    public static readonly Window Window = new(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 1, 10, 3, 0, TimeSpan.Zero));

    private static readonly QueryQuota Quota = new(MetricsOptions.RequestsOfASpan);

    /// <param name="resources">Each a name, a type and a region; an empty region for none.</param>
    public MetricsFixture(params (string Name, string Type, string Region)[] resources)
    {
        var known = resources.ToDictionary(
            resource => resource.Name,
            resource => new KnownResource(resource.Name, new ResourceIdentifier(IdOf(resource.Name, resource.Type)), resource.Region.Length == 0 ? null : resource.Region));
        var transport = new HttpClientTransport(new HttpClient(new Handler(this)));
        Metrics = new AzureMetrics(known, new MonitorConnection(new Uri("https://monitor.test"), transport, Quota), TimeProvider.System);
    }

    public AzureMetrics Metrics { get; }

    /// <summary>What was sent: its method, address (unescaped) and body.</summary>
    public ConcurrentQueue<(string Method, string Address, string Body)> Sent { get; } = new();

    /// <summary>Status and body for an address and the ids that were asked together.</summary>
    public Func<string, IReadOnlyList<string>, (int Status, string Body)> Answer { get; set; } = (address, ids) => (200, Values(address, ids, 1, 2, 3));

    public static string IdOf(string name, string type) => $"/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/{type}/{name}";

    public static MetricQuestion Question(string name, string resource, MetricAggregation aggregation = MetricAggregation.Average, string? by = null) => MetricQuestion.Of(
        name,
        new Question.Metric([.. resource.Split(',')], null, name, aggregation, TimeSpan.FromMinutes(1), new Dictionary<string, IReadOnlyList<string>>(), by, false),
        Window,
        Window.Start);

    public async Task<Measurement> AskAsync(MetricQuestion question) => Assert.Single(await Metrics.AskAsync([question], CancellationToken.None));

    /// <summary>The metrics that an address asks for, each with these values a minute from the start.</summary>
    public static string Values(string address, IReadOnlyList<string> ids, params double?[] values)
    {
        var query = System.Web.HttpUtility.ParseQueryString(new Uri(address).Query);
        var data = string.Join(',', values.Select((value, minute) =>
            $$"""{"timeStamp":"2026-03-01T10:0{{minute}}:00Z"{{(value is { } number ? FormattableString.Invariant($",\"{query["aggregation"]}\":{number}") : "")}}}"""));
        var metrics = string.Join(',', query["metricnames"]!.Split(',').Select(metric =>
            $$"""{"id":"x","name":{"value":"{{metric}}","localizedValue":"{{metric}}"},"timeseries":[{"metadatavalues":[],"data":[{{data}}]}],"errorCode":"Success"}"""));
        return ids.Count == 0
            ? $$"""{"cost":0,"interval":"PT1M","value":[{{metrics}}]}"""
            : $$"""{"values":[{{string.Join(',', ids.Select(id => $$"""{"resourceid":"{{id}}","value":[{{metrics}}]}"""))}}]}""";
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(CancellationToken.None);
        var address = Uri.UnescapeDataString(request.RequestUri!.AbsoluteUri);
        Sent.Enqueue((request.Method.Method, address, body));
        var ids = body.Length == 0 ? [] : JsonNode.Parse(body)!["resourceids"]!.AsArray().Select(id => (string)id!).ToList();
        var (status, text) = Answer(request.RequestUri.AbsoluteUri, ids);
        return new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(text, Encoding.UTF8, "application/json"), RequestMessage = request };
    }

    private sealed class Handler(MetricsFixture fixture) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => fixture.SendAsync(request);
    }
}
