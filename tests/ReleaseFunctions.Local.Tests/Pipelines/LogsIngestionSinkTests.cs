using System.Text.Json.Nodes;
using ReleaseFunctions.Local.Pipelines.Telemetry;

namespace ReleaseFunctions.Local.Tests.Pipelines;

public sealed class LogsIngestionSinkTests
{
    private static readonly DateTimeOffset At = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero).AddTicks(1234567);

    private static readonly TelemetryRow[] Rows =
    [
        new PipelineRunRow(At, "orders", "run-7", "tenant-3", Exposed: true, "new", 12.5, 40, 160, Success: false, "NewPathFailed", "production"),
    ];

    [Fact]
    public async Task Rows_SentToTheEndpoint_AreTheTablesColumns()
    {
        await using var server = await IngestionServer.StartAsync();
        using var sink = new LogsIngestionSink(server.Url, "workspace-1", server.Certificate);

        Assert.IsType<SinkAnswer.Stored>(await sink.WriteAsync("PipelineRuns", Rows, default));

        var (path, authorization, rows) = Assert.Single(server.Received);
        Assert.Equal("/dataCollectionRules/workspace-1/streams/Custom-PipelineRuns?api-version=2023-01-01", path);
        Assert.StartsWith("Bearer ", authorization, StringComparison.Ordinal);
        var expected = JsonNode.Parse("""
            [{"TimeGenerated":"2026-03-01T08:00:00.1234567+00:00","Pipeline":"orders","RunId":"run-7","Partition":"tenant-3","Exposed":true,"Variant":"new",
              "DurationMs":12.5,"Rows":40,"Bytes":160,"Success":false,"Error":"NewPathFailed","Environment":"production"}]
            """);
        Assert.True(JsonNode.DeepEquals(expected, rows), rows.ToJsonString());
    }

    [Theory]
    [InlineData(400, typeof(SinkAnswer.Refused))]
    [InlineData(404, typeof(SinkAnswer.Refused))]
    [InlineData(413, typeof(SinkAnswer.Refused))]
    [InlineData(429, typeof(SinkAnswer.Unavailable))]
    [InlineData(500, typeof(SinkAnswer.Unavailable))]
    [InlineData(503, typeof(SinkAnswer.Unavailable))]
    public async Task Endpoint_ThatDeclines_IsTriedAgainOnlyWhereThatHelps(int status, Type answer)
    {
        await using var server = await IngestionServer.StartAsync();
        using var sink = new LogsIngestionSink(server.Url, "workspace-1", server.Certificate);
        server.Answer = (status, null);

        Assert.IsType(answer, await sink.WriteAsync("PipelineRuns", Rows, default));
    }

    [Fact]
    public async Task Endpoint_ThatThrottles_SaysForHowLong()
    {
        await using var server = await IngestionServer.StartAsync();
        using var sink = new LogsIngestionSink(server.Url, "workspace-1", server.Certificate);
        server.Answer = (429, 7);

        var unavailable = Assert.IsType<SinkAnswer.Unavailable>(await sink.WriteAsync("PipelineRuns", Rows, default));

        Assert.Equal(TimeSpan.FromSeconds(7), unavailable.RetryAfter);
    }

    [Fact]
    public async Task Endpoint_WithAnotherCertificate_GetsNothing()
    {
        await using var server = await IngestionServer.StartAsync();
        using var another = IngestionServer.MakeCertificate();
        using var sink = new LogsIngestionSink(server.Url, "workspace-1", another);

        Assert.IsType<SinkAnswer.Unavailable>(await sink.WriteAsync("PipelineRuns", Rows, default));

        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task Endpoint_ThatIsGone_IsUnavailable()
    {
        Uri gone;
        await using (var server = await IngestionServer.StartAsync())
        {
            gone = server.Url;
        }

        using var sink = new LogsIngestionSink(gone, "workspace-1", certificate: null);

        Assert.IsType<SinkAnswer.Unavailable>(await sink.WriteAsync("PipelineRuns", Rows, default));
    }
}
