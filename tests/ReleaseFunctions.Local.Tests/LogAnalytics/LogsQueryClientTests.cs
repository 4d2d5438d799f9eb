using System.Text.Json.Nodes;
using Azure;
using Azure.Monitor.Query;
using Azure.Monitor.Query.Models;
using ReleaseFunctions.Local.LogAnalytics;

namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>The query API as the real client of Azure sees it.</summary>
public sealed class LogsQueryClientTests(EndpointFixture fixture) : IClassFixture<EndpointFixture>, IAsyncLifetime
{
    private const string Endless = "range x from 1 to 1000000000000 step 1 | where x % 7 == 8 | count";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        fixture.Endpoint.Faults.Settings = new FaultSettings();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Query_OfEveryType_IsReadByTheClient()
    {
        LogsQueryResult result = await fixture.Logs.QueryWorkspaceAsync(
            EndpointFixture.Workspace,
            "print a = true, b = int(5), c = 9223372036854775807, d = 1.5, e = 'x', f = datetime(2024-01-02 03:04:05.1234567), g = 1d + 2h + 1tick, "
            + "h = guid(70fc66f7-8279-44fc-9092-d364d70fce44), i = dynamic({\"k\":[1]}), j = long(null), k = real(nan), l = real(+inf)",
            QueryTimeRange.All);
        var row = Assert.Single(result.Table.Rows);
        Assert.Equal(LogsQueryResultStatus.Success, result.Status);
        Assert.True(row.GetBoolean("a"));
        Assert.Equal(5, row.GetInt32("b"));
        Assert.Equal(long.MaxValue, row.GetInt64("c"));
        Assert.Equal(1.5, row.GetDouble("d"));
        Assert.Equal("x", row.GetString("e"));
        Assert.Equal(new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567), row.GetDateTimeOffset("f"));
        Assert.Equal(new TimeSpan(1, 2, 0, 0) + new TimeSpan(1), row.GetTimeSpan("g"));
        Assert.Equal(new Guid("70fc66f7-8279-44fc-9092-d364d70fce44"), row.GetGuid("h"));
        Assert.Equal("{\"k\":[1]}", row.GetDynamic("i").ToString());
        Assert.Null(row.GetInt64("j"));
        Assert.Equal(double.NaN, row.GetDouble("k"));
        Assert.Equal(double.PositiveInfinity, row.GetDouble("l"));
    }

    [Fact]
    public async Task Query_IntoPrimitivesAndRecords_IsMapped()
    {
        var counts = await fixture.Logs.QueryWorkspaceAsync<long>(EndpointFixture.Workspace, "range x from 1 to 3 step 1", QueryTimeRange.All);
        var runs = await fixture.Logs.QueryWorkspaceAsync<Run>(EndpointFixture.Workspace, "print Pipeline = 'orders', Rows = 5", QueryTimeRange.All);
        Assert.Equal([1, 2, 3], counts.Value);
        Assert.Equal(("orders", 5), (runs.Value[0].Pipeline, runs.Value[0].Rows));
    }

    [Fact]
    public async Task Query_WithStatistics_BringsThem()
    {
        var result = await fixture.Logs.QueryWorkspaceAsync(
            EndpointFixture.Workspace, "print 1", QueryTimeRange.All, new LogsQueryOptions { IncludeStatistics = true, ServerTimeout = TimeSpan.FromSeconds(30) });
        Assert.Contains("executionTime", result.Value.GetStatistics().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_WithTimeRange_SeesOnlyItsRows()
    {
        var now = DateTimeOffset.UtcNow;
        await fixture.AppendAsync(
            "Ranged",
            new JsonObject { ["TimeGenerated"] = now.AddHours(-1).ToString("o"), ["n"] = 1 },
            new JsonObject { ["TimeGenerated"] = now.AddHours(-5).ToString("o"), ["n"] = 2 });
        async Task<long> Sum(QueryTimeRange range) => (await fixture.Logs.QueryWorkspaceAsync<long>(EndpointFixture.Workspace, "Ranged | summarize sum(n)", range)).Value[0];
        Assert.Equal(3, await Sum(QueryTimeRange.All));
        Assert.Equal(1, await Sum(new QueryTimeRange(TimeSpan.FromHours(2))));
        Assert.Equal(2, await Sum(new QueryTimeRange(now.AddHours(-6), now.AddHours(-4))));
        Assert.Equal(2, await Sum(new QueryTimeRange(now.AddHours(-6), TimeSpan.FromHours(2))));
        Assert.Equal(2, await Sum(new QueryTimeRange(TimeSpan.FromHours(2), now.AddHours(-4))));
    }

    [Theory]
    [InlineData("Heartbeat\n| wher x", "SyntaxError", "2:3")]
    [InlineData("Heartbeat | where Computerr == 'a'", "SemanticError", "1:19")]
    [InlineData("Heartbeat | top-nested 1 of Computer by count()", "SemanticError", "1:13")]
    public async Task Query_Wrong_Is400WithWhatAndWhere(string query, string code, string position)
    {
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => fixture.Logs.QueryWorkspaceAsync(EndpointFixture.Workspace, query, QueryTimeRange.All));
        Assert.Equal((400, "BadArgumentError"), (error.Status, error.ErrorCode));
        Assert.Contains(code, error.Message, StringComparison.Ordinal);
        Assert.Contains($"[line:position={position}]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_OfUnknownWorkspace_Is404()
    {
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => fixture.Logs.QueryWorkspaceAsync("nowhere", "print 1", QueryTimeRange.All));
        Assert.Equal(404, error.Status);
    }

    [Fact]
    public async Task Query_LongerThanTheClientWaits_Is504()
    {
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => fixture.Logs.QueryWorkspaceAsync(
            EndpointFixture.Workspace, Endless, QueryTimeRange.All, new LogsQueryOptions { ServerTimeout = TimeSpan.FromSeconds(1) }));
        Assert.Equal((504, "GatewayTimeout"), (error.Status, error.ErrorCode));
    }

    [Fact]
    public async Task Batch_WithOneThatFails_AnswersTheOthers()
    {
        var batch = new LogsBatchQuery();
        var good = batch.AddWorkspaceQuery(EndpointFixture.Workspace, "print 1", QueryTimeRange.All);
        var bad = batch.AddWorkspaceQuery(EndpointFixture.Workspace, "nonsense | count", QueryTimeRange.All);
        var other = batch.AddWorkspaceQuery("other", "PipelineRuns | count", new QueryTimeRange(TimeSpan.FromHours(1)), new LogsQueryOptions { IncludeStatistics = true });
        var slow = batch.AddWorkspaceQuery(EndpointFixture.Workspace, Endless, QueryTimeRange.All, new LogsQueryOptions { ServerTimeout = TimeSpan.FromSeconds(1) });
        var before = (fixture.Endpoint.Requests.Batches, fixture.Endpoint.Requests.BatchedQueries);

        LogsBatchQueryResultCollection results = await fixture.Logs.QueryBatchAsync(batch);

        Assert.Equal(1, results.GetResult<long>(good).Single());
        Assert.Equal(0, results.GetResult<long>(other).Single());
        Assert.Equal((LogsQueryResultStatus.Failure, "BadArgumentError"), StatusOf(results, bad));
        Assert.Equal((LogsQueryResultStatus.Failure, "GatewayTimeout"), StatusOf(results, slow));
        Assert.Equal((before.Batches + 1, before.BatchedQueries + 4), (fixture.Endpoint.Requests.Batches, fixture.Endpoint.Requests.BatchedQueries));
    }

    [Fact]
    public async Task Partial_NextOne_ThrowsUnlessAllowed()
    {
        fixture.Endpoint.Faults.Settings = new FaultSettings { PartialNext = 2 };
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => fixture.Logs.QueryWorkspaceAsync(EndpointFixture.Workspace, "range x from 1 to 4 step 1", QueryTimeRange.All));
        LogsQueryResult allowed = await fixture.Logs.QueryWorkspaceAsync(
            EndpointFixture.Workspace, "range x from 1 to 4 step 1", QueryTimeRange.All, new LogsQueryOptions { AllowPartialErrors = true });
        LogsQueryResult after = await fixture.Logs.QueryWorkspaceAsync(EndpointFixture.Workspace, "range x from 1 to 4 step 1", QueryTimeRange.All);
        Assert.Contains("PartialError", error.Message, StringComparison.Ordinal);
        Assert.Equal((LogsQueryResultStatus.PartialFailure, "PartialError", 2), (allowed.Status, allowed.Error.Code, allowed.Table.Rows.Count));
        Assert.Equal((LogsQueryResultStatus.Success, 4), (after.Status, after.Table.Rows.Count));
    }

    [Fact]
    public async Task Throttle_NextOne_IsOvercomeByTheClientsRetry()
    {
        var throttled = fixture.Endpoint.Requests.Throttled;
        fixture.Endpoint.Faults.Settings = new FaultSettings { ThrottleNext = 2, RetryAfter = TimeSpan.Zero };
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => fixture.Logs.QueryWorkspaceAsync(EndpointFixture.Workspace, "print 1", QueryTimeRange.All));
        var retried = await fixture.NewClient(retries: 1).QueryWorkspaceAsync<long>(EndpointFixture.Workspace, "print 1", QueryTimeRange.All);
        Assert.Equal(429, error.Status);
        Assert.Equal("0", error.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var delay) ? delay : null);
        Assert.Equal(1, retried.Value[0]);
        Assert.Equal(throttled + 2, fixture.Endpoint.Requests.Throttled);
    }

    [Fact]
    public async Task Outage_WhileItLasts_Is503()
    {
        fixture.Endpoint.Faults.Settings = new FaultSettings { Outage = true };
        var error = await Assert.ThrowsAsync<RequestFailedException>(() => fixture.Logs.QueryWorkspaceAsync(EndpointFixture.Workspace, "print 1", QueryTimeRange.All));
        Assert.Equal(503, error.Status);
    }

    private static (LogsQueryResultStatus Status, string? Code) StatusOf(LogsBatchQueryResultCollection results, string id)
    {
        var result = results.Single(result => result.Id == id);
        return (result.Status, result.Error.Code);
    }

    public sealed record Run
    {
        public string Pipeline { get; set; } = "";

        public long Rows { get; set; }
    }
}
