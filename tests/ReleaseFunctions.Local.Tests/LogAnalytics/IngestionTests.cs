using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Monitor.Query;
using ReleaseFunctions.Local.LogAnalytics;
using Releases.Azure.Identity;

namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>Rows that come in over HTTP, and the switches of the local world.</summary>
public sealed class IngestionTests(EndpointFixture fixture) : IClassFixture<EndpointFixture>
{
    private const string Streams = $"/dataCollectionRules/{EndpointFixture.Workspace}/streams/";

    [Fact]
    public async Task Rows_AsJsonAndGzip_CanBeReadBack()
    {
        var plain = await fixture.Http.PostAsync(Streams + "Custom-PipelineRuns?api-version=2023-01-01", Json("""[{"TimeGenerated":"2024-01-01T00:00:00Z","Pipeline":"orders","Exposed":true,"DurationMs":12,"Rows":5}]"""));
        using var zipped = new MemoryStream();
        await using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync("""[{"Pipeline":"orders","DurationMs":13.5,"Rows":null}]"""u8.ToArray());
        }

        var content = new ByteArrayContent(zipped.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json"), ContentEncoding = { "gzip" } } };
        var packed = await fixture.Http.PostAsync(Streams + "Custom-PipelineRuns?api-version=2023-01-01", content);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (plain.StatusCode, packed.StatusCode));
        Assert.Equal(
            "Pipeline:string, DurationMs:real, Rows:long, Exposed:bool, Error:string -> 'orders', 12, 5, true, '' | 'orders', 13.5, null, null, ''",
            await AskAsync("PipelineRuns | where Pipeline == 'orders' | sort by DurationMs asc | project Pipeline, DurationMs, Rows, Exposed, Error"));
        Assert.Equal("Count:long -> 1", await AskAsync("PipelineRuns | where TimeGenerated > ago(1h) and ingestion_time() > ago(1h) | count"));
    }

    [Theory]
    [InlineData("""[{"Pipeline":"a"},{"Pipeline":"b","Rows":"many"}]""", "Row 1, column 'Rows': \\u0022many\\u0022 is not of type long.")]
    [InlineData("""[{"Pipelin":"a"}]""", "Row 0: the table 'PipelineRuns' has no column 'Pipelin'. Did you mean 'Pipeline'?")]
    [InlineData("""[{"TimeGenerated":"yesterday"}]""", "Row 0, column 'TimeGenerated'")]
    [InlineData("""[{"Rows":1.5}]""", "Row 0, column 'Rows': 1.5 is not of type long.")]
    [InlineData("""{"Pipeline":"a"}""", "The body must be a JSON array of objects.")]
    [InlineData("[5]", "The body must be a JSON array of objects.")]
    [InlineData("[", "The body must be a JSON array of objects.")]
    public async Task Rows_OfWrongShape_AreRefusedTogether(string body, string message)
    {
        var before = await AskAsync("PipelineRuns | count");
        var response = await fixture.Http.PostAsync(Streams + "Custom-PipelineRuns?api-version=2023-01-01", Json(body));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(message.Replace("'", "\\u0027", StringComparison.Ordinal), await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await AskAsync("PipelineRuns | count"));
    }

    [Fact]
    public async Task Table_ThatNobodyDeclared_TakesItsTypesFromTheRows()
    {
        await fixture.AppendAsync("Events", Row("""{"s":"x","n":5,"r":1.5,"b":true,"t":"2024-01-01T00:00:00Z","d":{"a":1}}"""));
        await fixture.AppendAsync("Events", Row("""{"s":"y","n":5.5,"late":"z"}"""));
        Assert.Equal(
            "s:string, n:real, r:real, b:bool, t:datetime, d:dynamic, late:string -> 'x', 5, 1.5, true, 2024-01-01T00:00:00Z, '{\"a\":1}', '' | 'y', 5.5, null, null, null, null, 'z'",
            await AskAsync("Events | project-away TimeGenerated | sort by s asc"));
    }

    [Fact]
    public async Task Csv_WithHeader_BecomesATypedTable()
    {
        var csv = "TimeGenerated,Name,Count,Ratio,Ok,Span,Note\n2024-01-01T00:00:00Z,\"a, b\",1,0.5,true,00:00:05,1\n2024-01-02 10:00:00,c,,2,false,1.00:00:00,x\n";
        var response = await fixture.Http.PostAsync("/_local/import?table=Imported", new StringContent(csv, Encoding.UTF8, "text/csv"));
        Assert.Equal((HttpStatusCode.NoContent, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(
            "TimeGenerated:datetime, Name:string, Count:long, Ratio:real, Ok:bool, Span:timespan, Note:string -> "
            + "2024-01-01T00:00:00Z, 'a, b', 1, 0.5, true, 00:00:05, '1' | 2024-01-02T10:00:00Z, 'c', null, 2, false, 1.00:00:00, 'x'",
            await AskAsync("Imported | sort by TimeGenerated asc"));
    }

    [Fact]
    public async Task Csv_WithAWrongValue_SaysWhichRowAndColumn()
    {
        var csv = "TimeGenerated,Pipeline,Rows\n2024-01-01,csv,1\n2024-01-01,csv,many\n";
        var response = await fixture.Http.PostAsync("/_local/import?table=PipelineRuns", new StringContent(csv, Encoding.UTF8, "text/csv"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("Row 1, column 'Rows': 'many' is not of type long.", (string?)body!["error"]!["message"]);
        Assert.Equal("Count:long -> 0", await AskAsync("PipelineRuns | where Pipeline == 'csv' | count"));
    }

    [Fact]
    public async Task Faults_SetOverHttp_DelayWhatWasIngested()
    {
        await fixture.AppendAsync("Delayed", Row("""{"n":1}"""));
        await fixture.Http.PostAsJsonAsync("/_local/faults", new FaultSettings { IngestionDelay = TimeSpan.FromHours(1) });
        var hidden = await AskThroughHttpAsync("Delayed | count");
        await fixture.Http.PostAsJsonAsync("/_local/faults", new FaultSettings());
        Assert.Equal((0, 1), (hidden, await AskThroughHttpAsync("Delayed | count")));
    }

    [Theory]
    [InlineData("""{"latencyy":"00:00:01"}""", "latencyy")]
    [InlineData("""{"throttleNext":-1}""", "a number of requests is 0 or more.")]
    [InlineData("""{"errorStatus":404}""", "'errorStatus' is 404; an error of the server is 500 to 599.")]
    [InlineData("""{"missingShare":1.5}""", "'missingShare' and 'lateShare' are shares, 0 to 1.")]
    [InlineData("""{"ingestionDelay":"31.00:00:00"}""", "a time is nothing to 30 days.")]
    public async Task Faults_ThatCannotBe_AreRefusedWithTheReason(string body, string reason)
    {
        using var answer = await fixture.Http.PostAsync("/_local/faults", new StringContent(body));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(reason, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_OverHttp_AreCounted()
    {
        var before = fixture.Endpoint.Requests.Queries;
        await AskThroughHttpAsync("print 1");
        var counts = await fixture.Http.GetFromJsonAsync<JsonObject>("/_local/requests");
        Assert.Equal(before + 1, (long)counts!["queries"]!);
    }

    [Fact]
    public async Task Query_ByGet_IsAnswered()
    {
        var answer = await fixture.Http.GetFromJsonAsync<JsonObject>($"/v1/workspaces/{EndpointFixture.Workspace}/query?query={Uri.EscapeDataString("print x = 5")}&timespan=PT1H");
        Assert.Equal(5, (long)answer!["tables"]![0]!["rows"]![0]![0]!);
    }

    [Fact]
    public async Task Query_WithoutToken_Is401()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/workspaces/{EndpointFixture.Workspace}/query") { Content = Json("""{"query":"print 1"}""") };
        using var anonymous = new HttpClient(LoopbackTransport.Handler(fixture.Endpoint.Certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256))) { BaseAddress = fixture.Endpoint.Url };
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Certificate_OfAnother_IsNotTrusted()
    {
        var folder = Directory.CreateTempSubdirectory("certificate");
        using var other = ReleaseFunctions.Local.Endpoints.LoopbackCertificate.LoadOrCreate(folder.FullName, TimeProvider.System);
        using var again = ReleaseFunctions.Local.Endpoints.LoopbackCertificate.LoadOrCreate(folder.FullName, TimeProvider.System);
        using var client = new HttpClient(LoopbackTransport.Handler(other.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256))) { BaseAddress = fixture.Endpoint.Url };
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/_local/requests"));
        Assert.Equal(other.Thumbprint, again.Thumbprint);
        folder.Delete(recursive: true);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static JsonObject Row(string json) => JsonNode.Parse(json)!.AsObject();

    private Task<string> AskAsync(string query) => KqlWorkspace.AskAsync(fixture.Endpoint.Workspace(EndpointFixture.Workspace), query);

    private async Task<long> AskThroughHttpAsync(string query) =>
        (await fixture.Logs.QueryWorkspaceAsync<long>(EndpointFixture.Workspace, query, QueryTimeRange.All)).Value[0];
}
