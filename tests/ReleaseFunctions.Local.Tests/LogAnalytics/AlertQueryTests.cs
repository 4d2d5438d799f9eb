using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics.Storage;

namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>The alert rules of infra/app, asked of rows as Application Insights and App Configuration write them.</summary>
public sealed class AlertQueryTests : IDisposable
{
    private const string App = "0c5e7f6d-0000-4000-8000-000000000001";

    private readonly KqlWorkspace _workspace = new();

    [Fact]
    public async Task RollbackFailed_NamesTheReleaseOnce_WithWhatItSaidLast()
    {
        await ToldAsync("orders-1", "rollback-failed", "2 flags could not be put back", TimeSpan.FromMinutes(10));
        await ToldAsync("orders-1", "rollback-failed", "1 flag could not be put back", TimeSpan.FromMinutes(5));
        await ToldAsync("orders-2", "restored", "production: 2 flags put back", TimeSpan.FromMinutes(5));

        var answer = await AskAsync("rollback-failed");

        Assert.Equal("ReleaseId, TimeGenerated, Text", string.Join(", ", answer.Columns.Select(column => column.Name)));
        var row = Assert.Single(answer.Rows);
        Assert.Equal(("orders-1", "1 flag could not be put back"), (row[0], row[2]));
    }

    [Fact]
    public async Task ReleaseStuck_NamesWhatIsOpenAndSilent_AndNothingElse()
    {
        await ToldAsync("silent-1", "held", "held: by grace", TimeSpan.FromHours(30));
        await ToldAsync("ended-1", "started", "started by ada", TimeSpan.FromHours(30));
        await ToldAsync("ended-1", "ended", "completed", TimeSpan.FromHours(29));
        await ToldAsync("talking-1", "started", "started by ada", TimeSpan.FromHours(30));
        await ToldAsync("talking-1", "verdict", "passes", TimeSpan.FromHours(1));

        var answer = await AskAsync("release-stuck", ("STUCK_AFTER", "26h"));

        Assert.Equal("silent-1", Assert.Single(answer.Rows)[0]);
    }

    [Fact]
    public async Task ForeignFlagWrite_NamesTheWriter_ButNotTheControlPlane_NorReads_NorRefusals_NorOtherSettings()
    {
        const string flag = "/kv/.appconfig.featureflag%2Forders.new?api-version=2023-11-01";
        await RequestAsync("PUT", flag, App, 200);
        await RequestAsync("GET", flag, "ada", 200);
        await RequestAsync("PUT", flag, "bob", 403);
        await RequestAsync("PUT", "/kv/Colour?api-version=2023-11-01", "cleo", 200);
        await RequestAsync("PUT", flag, "dora", 200);

        var answer = await AskAsync("foreign-flag-write", ("APP_PRINCIPAL_ID", App));

        Assert.Equal("dora", Assert.Single(answer.Rows)[1]);
    }

    public void Dispose() => _workspace.Dispose();

    private Task ToldAsync(string release, string kind, string text, TimeSpan ago) => AppendAsync("AppTraces", new JsonObject
    {
        ["TimeGenerated"] = $"{DateTimeOffset.UtcNow - ago:O}",
        ["Message"] = text,
        ["Properties"] = new JsonObject { ["ReleaseId"] = release, ["Kind"] = kind, ["Text"] = text },
    });

    private Task RequestAsync(string method, string uri, string caller, int status) => AppendAsync("AACHttpRequest", new JsonObject
    {
        ["TimeGenerated"] = $"{DateTimeOffset.UtcNow:O}",
        ["Method"] = method,
        ["RequestURI"] = uri,
        ["ClientObjectId"] = caller,
        ["StatusCode"] = status,
    });

    private async Task AppendAsync(string table, JsonObject row)
    {
        var outcome = await _workspace.Workspace.AppendAsync(table, [row], TestContext.Current.CancellationToken);
        Assert.IsType<AppendOutcome.Stored>(outcome);
    }

    private async Task<QueryTable> AskAsync(string name, params (string Placeholder, string Value)[] values)
    {
        var query = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "queries", $"{name}.kql"), TestContext.Current.CancellationToken);
        query = values.Aggregate(query, (text, value) => text.Replace(value.Placeholder, value.Value, StringComparison.Ordinal));
        var outcome = await _workspace.Workspace.QueryAsync(query, limits: null, TestContext.Current.CancellationToken);
        return Assert.IsType<QueryOutcome.Answered>(outcome).Table;
    }
}
