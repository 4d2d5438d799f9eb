using System.Net;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Service.Checks;

namespace Releases.Service.Tests.Checks;

public sealed class CheckRunnerTests : IDisposable
{
    private const string Checks = """
        checks:
          smoke: { http: "https://tests.contoso.com/smoke" }
          elsewhere: { http: "https://evil.example/" }
          playbook: { workflow: { repository: contoso/data-tests, file: playbook.yml, ref: main } }
          other: { workflow: { repository: evil/other, file: playbook.yml } }
        """;

    private readonly ServiceWorld _world = new();
    private readonly RecordedAnswers _network = new();

    [Theory]
    [InlineData(HttpStatusCode.OK, "passed")]
    [InlineData(HttpStatusCode.NoContent, "passed")]
    [InlineData(HttpStatusCode.Conflict, "failed")]
    [InlineData(HttpStatusCode.NotFound, "failed")]
    [InlineData(HttpStatusCode.Accepted, "failed")]
    [InlineData(HttpStatusCode.Found, "failed")]
    [InlineData(HttpStatusCode.TooManyRequests, "unclear")]
    [InlineData(HttpStatusCode.RequestTimeout, "unclear")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "unclear")]
    public async Task Http_Answer_IsYesNoOrNeither(HttpStatusCode status, string expected)
    {
        _network.Then(status, "12 of 12 tests");

        Assert.Equal(expected, (await RunAsync("smoke")).GetType().Name.ToLowerInvariant());
    }

    [Fact]
    public async Task Http_Request_CarriesTheRunSoThatItCanBeRepeated()
    {
        _network.Then(HttpStatusCode.OK, "12 of 12\ntests");

        Assert.Equal(new CheckAnswer.Passed("200: 12 of 12tests"), await RunAsync("smoke"));
        var (method, url, body, key) = Assert.Single(_network.Asked);
        Assert.Equal((HttpMethod.Post, "https://tests.contoso.com/smoke", "run-1"), (method, url.ToString(), key));
        Assert.Equal("""{"run":"run-1","release":"orders-1","stage":"first","environment":"staging"}""", body);
    }

    [Fact]
    public async Task Http_UnderWay_IsAskedWhereItSays()
    {
        _network.Then(HttpStatusCode.Accepted, location: "/runs/7").Then(HttpStatusCode.OK);

        var running = Assert.IsType<CheckAnswer.Running>(await RunAsync("smoke"));
        Assert.IsType<CheckAnswer.Passed>(await RunAsync("smoke", running.Handle));

        Assert.Equal((HttpMethod.Get, "https://tests.contoso.com/runs/7"), (_network.Asked[1].Method, _network.Asked[1].Url.ToString()));
    }

    [Theory]
    [InlineData("elsewhere", null)]
    [InlineData("smoke", "https://evil.example/runs/7")]
    [InlineData("smoke", "https://tests.contoso.com:8443/runs/7")]
    [InlineData("other", null)]
    public async Task Check_OfAPlaceThatIsNotAllowed_IsNotAsked(string check, string? handle)
    {
        Assert.Contains("an operator adds it to Checks:", Assert.IsType<CheckAnswer.Failed>(await RunAsync(check, handle)).Text, StringComparison.Ordinal);
        Assert.Empty(_network.Asked);
    }

    [Fact]
    public async Task Http_WithoutAnAnswer_IsUnclear()
    {
        _network.ThenNothing();

        Assert.Equal(new CheckAnswer.Unclear("connection refused"), await RunAsync("smoke"));
    }

    [Fact]
    public async Task Workflow_ThatIsNotThere_IsDispatchedOnce()
    {
        _network.Then(HttpStatusCode.OK, Runs()).Then(HttpStatusCode.NoContent).Then(HttpStatusCode.OK, Runs());

        var running = Assert.IsType<CheckAnswer.Running>(await RunAsync("playbook"));
        Assert.Equal(running, await RunAsync("playbook", running.Handle));

        Assert.Equal([HttpMethod.Get, HttpMethod.Post, HttpMethod.Get], _network.Asked.Select(asked => asked.Method));
        Assert.Equal("https://api.github.com/repos/contoso/data-tests/actions/workflows/playbook.yml/dispatches", _network.Asked[1].Url.ToString());
        Assert.Equal("""{"ref":"main","inputs":{"run":"run-1","release":"orders-1","stage":"first","environment":"staging"}}""", _network.Asked[1].Body);
    }

    [Theory]
    [InlineData("in_progress", "null", "running")]
    [InlineData("completed", "\"success\"", "passed")]
    [InlineData("completed", "\"failure\"", "failed")]
    [InlineData("completed", "\"cancelled\"", "failed")]
    public async Task Workflow_ThatIsThere_IsWaitedForAndNotDispatched(string status, string conclusion, string expected)
    {
        _network.Then(HttpStatusCode.OK, Runs(status, conclusion));

        Assert.Equal(expected, (await RunAsync("playbook")).GetType().Name.ToLowerInvariant());
        Assert.Single(_network.Asked);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "failed")]
    [InlineData(HttpStatusCode.Unauthorized, "failed")]
    [InlineData(HttpStatusCode.BadGateway, "unclear")]
    public async Task Workflow_ThatGitHubRefuses_IsFailedUnlessItPasses(HttpStatusCode status, string expected)
    {
        _network.Then(status, "{}");

        Assert.Equal(expected, (await RunAsync("playbook")).GetType().Name.ToLowerInvariant());
    }

    public void Dispose() => _network.Dispose();

    private static string Runs(string? status = null, string conclusion = "null") => status is null
        ? """{"workflow_runs":[{"display_title":"Playbook run-0","status":"completed","conclusion":"success","html_url":"https://github.com/x"}]}"""
        : $$"""{"workflow_runs":[{"display_title":"Playbook run-1","status":"{{status}}","conclusion":{{conclusion}},"html_url":"https://github.com/x"}]}""";

    private async Task<CheckAnswer> RunAsync(string check, string? handle = null)
    {
        var plan = Assert.IsType<PlanReading.Valid>(PlanReader.Read($"{ServiceWorld.Plan}\n{Checks}"));
        var plans = _world.Plans;
        await plans.KeepAsync(plan, TestContext.Current.CancellationToken);
        using var client = new CheckClient(_network);
        var settings = new CheckSettings { Hosts = ["tests.contoso.com"], Repositories = ["contoso/data-tests"], GitHubToken = "secret" };
        var effect = new Effect.RunCheck("orders-1", plan.Hash, check, "run-1", "first", "staging", handle);
        return Assert.IsType<ReleaseEvent.CheckAnswered>(await new CheckRunner(plans, client, settings, _world.Time).RunAsync(effect, TestContext.Current.CancellationToken)).Answer;
    }
}
