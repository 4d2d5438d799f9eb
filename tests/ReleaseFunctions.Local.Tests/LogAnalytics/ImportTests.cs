using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;

namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>Files of rows, with a schema that is declared or inferred.</summary>
public sealed class ImportTests(EndpointFixture fixture) : IClassFixture<EndpointFixture>
{
    [Fact]
    public async Task Import_OfJsonLines_InfersTheTypes()
    {
        var lines = "{\"TimeGenerated\":\"2024-01-01T00:00:00Z\",\"n\":1,\"r\":1.5,\"ok\":true,\"d\":{\"a\":[1]},\"s\":\"x\"}\n\n{\"n\":2,\"s\":\"y\"}\n";

        using var stored = await PostAsync("?table=Lines&format=jsonl", Encoding.UTF8.GetBytes(lines));

        Assert.Equal(HttpStatusCode.NoContent, stored.StatusCode);
        Assert.Equal("n:long, r:real, ok:bool, s:string, a:dynamic -> 1, 1.5, true, 'x', '[1]' | 2, null, null, 'y', null",
            await AskAsync("Lines | sort by n asc | project n, r, ok, s, a = d.a"));
    }

    [Fact]
    public async Task Import_OfABrokenLine_StoresNothing()
    {
        using var refused = await PostAsync("?table=Broken&format=jsonl", Encoding.UTF8.GetBytes("{\"n\":1}\n{\"n\":\n"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Line 2 is not a JSON object.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("Semantic", await AskAsync("Broken"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfParquet_KeepsItsTypes()
    {
        var file = Parquet("""
            SELECT TIMESTAMP '2024-01-01 12:00:00.5' AS TimeGenerated, 7::SMALLINT AS small, 1.25::DECIMAL(10, 2) AS price, TRUE AS ok, 'x' AS name,
            [1, 2] AS list, {'k': 'v'} AS bag, UUID '70fc66f7-8279-44fc-9092-d364d70fce44' AS id, NULL::BIGINT AS none, DATE '2024-02-29' AS day
            """);

        using var stored = await PostAsync("?table=Parquet&format=parquet", file);

        Assert.Equal(HttpStatusCode.NoContent, stored.StatusCode);
        Assert.Equal(
            "TimeGenerated:datetime, small:long, price:real, ok:bool, name:string, list:dynamic, bag:dynamic, id:guid, none:long, day:datetime -> "
            + "2024-01-01T12:00:00.5Z, 7, 1.25, true, 'x', '[1,2]', '{\"k\":\"v\"}', 70fc66f7-8279-44fc-9092-d364d70fce44, null, 2024-02-29T00:00:00Z",
            await AskAsync("Parquet"));
    }

    [Fact]
    public async Task Import_IntoADeclaredTable_ConvertsOrSaysWhichRowDoesNotFit()
    {
        using var declared = await fixture.Http.PutAsync("/_local/tables/Typed", Json("""{"columns":[{"name":"n","type":"real"},{"name":"s","type":"string"}]}"""));
        using var again = await fixture.Http.PutAsync("/_local/tables/Typed", Json("""{"columns":[{"name":"n","type":"real"}]}"""));
        using var wrong = await fixture.Http.PutAsync("/_local/tables/Other", Json("""{"columns":[{"name":"n","type":"number"}]}"""));

        using var stored = await PostAsync("?table=Typed&format=parquet", Parquet("SELECT 5 AS n, 7 AS s"));
        using var misfit = await PostAsync("?table=Typed&format=csv", Encoding.UTF8.GetBytes("n,s\n1,a\nmany,b\n"));
        using var unknown = await PostAsync("?table=Typed&format=parquet", Parquet("SELECT 5 AS m"));
        using var noFile = await PostAsync("?table=Typed&format=parquet", [1, 2, 3]);
        using var noFormat = await PostAsync("?table=Typed&format=xlsx", [1]);

        Assert.Equal([204, 409, 400], new[] { declared, again, wrong }.Select(response => (int)response.StatusCode));
        Assert.Equal([204, 400, 400, 400, 400], new[] { stored, misfit, unknown, noFile, noFormat }.Select(response => (int)response.StatusCode));
        Assert.Equal("Row 1, column 'n': 'many' is not of type real.", await MessageAsync(misfit));
        Assert.Equal("The table 'Typed' has no column 'm'.", await MessageAsync(unknown));
        Assert.Equal("n:real, s:string -> 5, '7'", await AskAsync("Typed | project n, s"));
    }

    private static async Task<string?> MessageAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!["message"]!.GetValue<string>();

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static byte[] Parquet(string select)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.parquet");
        using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"COPY ({select}) TO '{file}' (FORMAT parquet)";
            command.ExecuteNonQuery();
        }

        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        return bytes;
    }

    private Task<string> AskAsync(string query) => KqlWorkspace.AskAsync(fixture.Endpoint.Workspace(EndpointFixture.Workspace), query);

    private Task<HttpResponseMessage> PostAsync(string query, byte[] body) => fixture.Http.PostAsync("/_local/import" + query, new ByteArrayContent(body));
}
