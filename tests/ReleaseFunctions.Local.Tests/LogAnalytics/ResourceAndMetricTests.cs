using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Monitor.Query;
using Azure.Monitor.Query.Models;
using ReleaseFunctions.Local.LogAnalytics;
using Releases.Azure.Identity;

namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>Queries about resources, and metrics, as the real clients of Azure ask for them.</summary>
public sealed class ResourceAndMetricTests(EndpointFixture fixture) : IClassFixture<EndpointFixture>
{
    private const string Group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/data";
    private const string Resource = Group + "/providers/Microsoft.Web/sites/ingest";

    private static readonly DateTimeOffset Noon = new(2024, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Query_OfAResource_SeesItsRowsAndThoseOfWhatLiesWithin()
    {
        await fixture.AppendAsync(
            "Sited",
            new JsonObject { ["_ResourceId"] = Resource.ToLowerInvariant(), ["n"] = 1 },
            new JsonObject { ["_ResourceId"] = Resource + "/slots/next", ["n"] = 2 },
            new JsonObject { ["_ResourceId"] = Resource + "2", ["n"] = 4 },
            new JsonObject { ["n"] = 8 });
        async Task<long> Sum(string resource) => (await fixture.Logs.QueryResourceAsync<long>(new ResourceIdentifier(resource), "Sited | summarize sum(n)", QueryTimeRange.All)).Value[0];

        Assert.Equal(3, await Sum(Resource));
        Assert.Equal(7, await Sum(Group));
        Assert.Equal(15, (await fixture.Logs.QueryWorkspaceAsync<long>(EndpointFixture.Workspace, "Sited | summarize sum(n)", QueryTimeRange.All)).Value[0]);
    }

    [Fact]
    public async Task Metrics_OfOneResource_HaveEveryPointOfTheRange()
    {
        await SampleAsync("Latency", (1, 10, "a"), (1, 30, "b"), (3, 50, "a"));
        var client = new MetricsQueryClient(fixture.Endpoint.Url, new StaticToken(), new MetricsQueryClientOptions { Transport = Transport() });
        var options = new MetricsQueryOptions
        {
            TimeRange = new QueryTimeRange(Noon, Noon.AddMinutes(4)),
            Granularity = TimeSpan.FromMinutes(1),
            Aggregations = { MetricAggregationType.Average, MetricAggregationType.Count, MetricAggregationType.Maximum },
        };

        var whole = (await client.QueryResourceAsync(Resource, ["Latency"], options)).Value;
        options.Filter = "Partition eq '*'";
        var split = (await client.QueryResourceAsync(Resource, ["Latency"], options)).Value;
        options.Filter = "Partition eq 'b' or Partition eq 'c'";
        var one = (await client.QueryResourceAsync(Resource, ["Latency"], options)).Value;

        var points = Assert.Single(Assert.Single(whole.Metrics).TimeSeries).Values;
        Assert.Equal([null, 20.0, null, 50.0], points.Select(point => point.Average));
        Assert.Equal([0.0, 2.0, 0.0, 1.0], points.Select(point => point.Count));
        Assert.Equal([Noon, Noon.AddMinutes(1), Noon.AddMinutes(2), Noon.AddMinutes(3)], points.Select(point => point.TimeStamp));
        Assert.Equal(["a", "b"], split.Metrics[0].TimeSeries.Select(series => series.Metadata.Values.Single()).Order(StringComparer.Ordinal));
        Assert.Equal(30, Assert.Single(one.Metrics[0].TimeSeries).Values[1].Maximum);
    }

    [Fact]
    public async Task Metrics_OfSeveralResources_ComeInOneAnswer()
    {
        await SampleAsync("Rows", (0, 5, "a"), (1, 7, "a"));
        var client = new MetricsClient(fixture.Endpoint.Url, new StaticToken(), new MetricsClientOptions { Transport = Transport() });
        var options = new MetricsQueryResourcesOptions
        {
            TimeRange = new QueryTimeRange(Noon, Noon.AddMinutes(2)),
            Granularity = TimeSpan.FromMinutes(2),
            Aggregations = { "total", "minimum" },
        };

        var answer = (await client.QueryResourcesAsync([new ResourceIdentifier(Resource), new ResourceIdentifier(Resource + "2")], ["Rows"], "Local", options)).Value;

        Assert.Equal([Resource, Resource + "2"], answer.Values.Select(result => result.Metrics[0].Id.Split("/providers/Microsoft.Insights", StringSplitOptions.None)[0]));
        Assert.Equal(12, answer.Values[0].Metrics[0].TimeSeries.Single().Values.Single().Total);
        Assert.Null(answer.Values[1].Metrics[0].TimeSeries.Single().Values.Single().Total);
    }

    [Theory]
    [InlineData("?timespan=PT1H", "metricnames")]
    [InlineData("?metricnames=a&timespan=soon", "timespan")]
    [InlineData("?metricnames=a&interval=PT0S", "interval")]
    [InlineData("?metricnames=a&timespan=P365D&interval=PT1M", "interval")]
    [InlineData("?metricnames=a&aggregation=Median", "aggregation")]
    [InlineData("?metricnames=a&$filter=Partition", "$filter")]
    public async Task Metrics_AskedWrongly_SayWhatIsWrong(string query, string parameter)
    {
        using var response = await fixture.Http.GetAsync($"{Resource}/providers/Microsoft.Insights/metrics{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"\"message\":\"{parameter}:", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_ThatIsToBeDrawn_TellsHow()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/workspaces/{EndpointFixture.Workspace}/query")
        {
            Content = JsonContent("""{"query":"print x = 1 | render timechart with (title='a, b', ymin=0)"}"""),
        };
        request.Headers.Add("Prefer", "include-render=true");

        using var response = await fixture.Http.SendAsync(request);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal("""{"visualization":"timechart","title":"a, b","ymin":"0"}""", body.RootElement.GetProperty("render").GetRawText());
    }

    [Fact]
    public async Task Query_PastTheLimits_IsCutOrRefused()
    {
        var folder = Directory.CreateTempSubdirectory("limits");
        var options = new LogAnalyticsEndpointOptions { DataFolder = folder.FullName, Workspaces = ["one"], MostRows = 5, QueriesPer30Seconds = 2 };
        await using (var endpoint = await LogAnalyticsEndpoint.StartAsync(options, TimeProvider.System, CancellationToken.None))
        {
            var clients = new LogsQueryClientOptions { Transport = LoopbackTransport.Trusting(endpoint.Url, Hash(endpoint)), Retry = { MaxRetries = 0 } };
            var client = new LogsQueryClient(endpoint.Url, new StaticToken(), clients);
            var partial = new LogsQueryOptions { AllowPartialErrors = true };

            LogsQueryResult whole = await client.QueryWorkspaceAsync("one", "range x from 1 to 5 step 1", QueryTimeRange.All, partial);
            LogsQueryResult cut = await client.QueryWorkspaceAsync("one", "range x from 1 to 6 step 1", QueryTimeRange.All, partial);
            var refused = await Assert.ThrowsAsync<global::Azure.RequestFailedException>(() => client.QueryWorkspaceAsync("one", "print 1", QueryTimeRange.All));

            Assert.Equal((LogsQueryResultStatus.Success, 5), (whole.Status, whole.Table.Rows.Count));
            Assert.Equal((LogsQueryResultStatus.PartialFailure, 5), (cut.Status, cut.Table.Rows.Count));
            Assert.Equal(429, refused.Status);
            Assert.True(refused.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var wait) && int.Parse(wait!) is > 0 and <= 30);
        }

        folder.Delete(recursive: true);
    }

    private static StringContent JsonContent(string body) => new(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));

    private static string Hash(LogAnalyticsEndpoint endpoint) => endpoint.Certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);

    private global::Azure.Core.Pipeline.HttpPipelineTransport Transport() => LoopbackTransport.Trusting(fixture.Endpoint.Url, Hash(fixture.Endpoint));

    private Task SampleAsync(string name, params (int Minute, double Value, string Partition)[] samples) => fixture.AppendAsync("MetricSamples",
    [
        .. samples.Select(sample => new JsonObject
        {
            ["TimeGenerated"] = Noon.AddMinutes(sample.Minute).ToString("o"),
            ["Resource"] = Resource,
            ["Name"] = name,
            ["Value"] = sample.Value,
            ["Dimensions"] = new JsonObject { ["Partition"] = sample.Partition },
        }),
    ]);
}
