using System.Net;
using System.Text;
using CsCheck;

namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>Broken requests: whatever is done to path, headers and body, the answer is no error of the server, and it is still there afterwards.</summary>
public sealed class RequestFuzzTests(EndpointFixture fixture) : IClassFixture<EndpointFixture>
{
    private const string Workspace = EndpointFixture.Workspace;

    private static readonly (string Method, string Path, string Body)[] Seeds =
    [
        ("POST", $"/v1/workspaces/{Workspace}/query", """{"query":"PipelineRuns | take 1","timespan":"PT1H"}"""),
        ("GET", $"/v1/workspaces/{Workspace}/query?query=print%201&timespan=2024-01-01/2024-01-02", ""),
        ("POST", "/v1/subscriptions/s/resourceGroups/g/query", """{"query":"print x = 1","workspaces":[]}"""),
        ("POST", "/v1/$batch", """{"requests":[{"id":"1","workspace":"b0000000-0000-4000-8000-000000000001","headers":{"prefer":"wait=1"},"body":{"query":"print 1"}},{"id":"2","workspace":"other","body":{"query":"zz"}}]}"""),
        ("POST", $"/dataCollectionRules/{Workspace}/streams/Custom-Fuzzed?api-version=2023-01-01", """[{"TimeGenerated":"2024-01-01T00:00:00Z","Name":"a","Rows":5,"Share":1.5,"Bag":{"k":[1,null]}},{"Name":"b"}]"""),
        ("POST", $"/dataCollectionRules/{Workspace}/streams/Custom-PipelineRuns?api-version=2023-01-01", """[{"Pipeline":"a","Rows":5,"Exposed":true}]"""),
        ("POST", "/_local/import?table=Imported&format=csv", "Name,Rows\na,1\nb,2\n"),
        ("POST", "/_local/import?table=Lines&format=jsonl", "{\"Name\":\"a\",\"Rows\":1}\n{\"Name\":\"b\"}\n"),
        ("POST", "/_local/import?table=Packed&format=parquet", "PAR1"),
        ("PUT", "/_local/tables/Declared", """{"columns":[{"name":"Rows","type":"long"}]}"""),
        ("GET", "/subscriptions/s/providers/Microsoft.Insights/metrics?metricnames=Rows&timespan=PT1H&interval=PT1M&aggregation=Average&$filter=Shard%20eq%20'*'", ""),
        ("POST", "/subscriptions/s/metrics:getBatch?metricnames=Rows&starttime=2024-01-01T00:00:00Z&endtime=2024-01-01T01:00:00Z&aggregation=Total", """{"resourceids":["/subscriptions/s/x"]}"""),
    ];

    private static readonly string[] Pieces =
    [
        "\"", "{", "}", "[", "]", ",", ":", "null", "true", "-1", "1e400", "99999999999999999999", "\\ud800", "\\u0000", "😀", "\"query\":", "\"a\":1,\"a\":2,", "'", "%00", "%F0%9F", "PT", "P9999999Y", "/", "//", "?", "&", "=", "*", "|", " ",
        "\"TimeGenerated\":5,", "\"\":1,", "\"$ingested\":1,", "\"NAME\":1,", "Custom-", "pipelineruns", "--", "\n", "\r\n", "\t", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\"workspace\":7,", "\"headers\":{\"Prefer\":[1]},",
    ];

    private static readonly string[] Prefers = ["", "wait=0", "wait=999999999999", "wait=-1", "wait=1,include-statistics=true", "include-render=yes;;", "ü"];

    private static readonly string[] Encodings = ["", "", "", "gzip", "br", "identity"];

    private static readonly Gen<(int Seed, (double At, double Length, int Kind, int Piece, bool OfPath)[] Edits, int Prefer, int Encoding)> Broken = Gen.Select(
        Gen.Int[0, Seeds.Length - 1],
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 2], Gen.Int[0, Pieces.Length - 1], Gen.Int[0, 3].Select(side => side == 0)).Array[1, 4],
        Gen.Int[0, Prefers.Length - 1],
        Gen.Int[0, Encodings.Length - 1]);

    [Fact]
    public void Request_Broken_IsNoErrorOfTheServer() => Broken.Sample(
        broken =>
        {
            var (method, path, body) = Seeds[broken.Seed];
            foreach (var edit in broken.Edits)
            {
                (path, body) = edit.OfPath ? (Edit(path, edit), body) : (path, Edit(body, edit));
            }

            var status = Send(method, path, body, Prefers[broken.Prefer], Encodings[broken.Encoding]);
            Assert.True((int)status is < 500 or 504, $"{(int)status} {method} {path}\n{body}");
        },
        iter: 400,
        threads: 1);

    [Theory]
    [InlineData("POST", "/v1/workspaces/" + Workspace + "/query", "{\"query\":\"print '\\ud800'\"}", 400)]
    [InlineData("POST", "/v1/workspaces/" + Workspace + "/query", """{"query":"print 😀"}""", 400)]
    [InlineData("POST", "/v1/workspaces/" + Workspace + "/query", """{"query":"print 1","query":"print 2"}""", 400)]
    [InlineData("POST", "/v1/workspaces/" + Workspace + "/query", """{"query":"print x = '\\ud83d'"}""", 400)]
    [InlineData("POST", "/v1/$batch", """{"requests":[{"id":1,"workspace":7,"headers":{"prefer":[1]},"body":5}]}""", 200)]
    [InlineData("POST", "/dataCollectionRules/" + Workspace + "/streams/Custom-", """[{"a":1}]""", 400)]
    [InlineData("POST", "/dataCollectionRules/" + Workspace + "/streams/Custom-pipelineRUNS", """[{"a":1}]""", 400)]
    [InlineData("POST", "/dataCollectionRules/" + Workspace + "/streams/Custom-Odd", """[{"":1}]""", 400)]
    [InlineData("POST", "/dataCollectionRules/" + Workspace + "/streams/Custom-Odd", """[{"$ingested":1}]""", 400)]
    [InlineData("POST", "/dataCollectionRules/" + Workspace + "/streams/Custom-Odd", """[{"a":1,"a":2}]""", 400)]
    [InlineData("POST", "/dataCollectionRules/" + Workspace + "/streams/Custom-Odd", "[{\"a\":\"\\ud800\"}]", 400)]
    [InlineData("POST", "/dataCollectionRules/" + Workspace + "/streams/Custom-Odd", "[{\"a\":{\"b\":\"\\ud800\"}}]", 400)]
    [InlineData("POST", "/_local/import?table=Odd&format=csv", "a,b\n1,2,3\n\"x", 400)]
    [InlineData("PUT", "/_local/tables/Odd", """{"columns":[{"name":"","type":"long"}]}""", 400)]
    [InlineData("PUT", "/_local/tables/Odd", """{"columns":[{"name":"a","kind":"long"}]}""", 400)]
    [InlineData("PUT", "/_local/tables/Odd", """{"columns":[{"called":"a","type":"long"}]}""", 400)]
    [InlineData("PUT", "/_local/tables/Odd", """[{"name":"a","type":"long"}]""", 400)]
    [InlineData("GET", "/subscriptions/s/providers/Microsoft.Insights/metrics?metricnames=Rows&aggregation=-1", "", 400)]
    [InlineData("GET", "/subscriptions/s/providers/Microsoft.Insights/metrics?metricnames=Ro%0Aws", "", 400)]
    [InlineData("GET", "/subscriptions/s%0A/providers/Microsoft.Insights/metrics?metricnames=Rows", "", 400)]
    public void Request_ThatOnceWasOne_IsRefused(string method, string path, string body, int status) => Assert.Equal(status, (int)Send(method, path, body, "", ""));

    private static string Edit(string text, (double At, double Length, int Kind, int Piece, bool OfPath) edit)
    {
        var at = (int)(edit.At * text.Length);
        var end = Math.Min(text.Length, at + (int)(edit.Length * 10));
        return edit.Kind switch
        {
            0 => text[..at] + text[end..],
            1 => text[..at] + Pieces[edit.Piece] + text[at..],
            _ => text[..at] + Pieces[edit.Piece] + text[end..],
        };
    }

    private HttpStatusCode Send(string method, string path, string body, string prefer, string encoding)
    {
        if (!Uri.TryCreate(fixture.Endpoint.Url, "/" + path.TrimStart('/'), out var url) || url.Host != fixture.Endpoint.Url.Host)
        {
            return HttpStatusCode.BadRequest;
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (method != "GET")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        if (prefer.Length > 0 && prefer.All(char.IsAscii))
        {
            request.Headers.TryAddWithoutValidation("Prefer", prefer);
        }

        using var response = fixture.Http.Send(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
