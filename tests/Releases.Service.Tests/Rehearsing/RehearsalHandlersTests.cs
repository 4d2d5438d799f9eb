using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Releases.Lifecycle;
using Releases.Protection;
using Releases.Rehearsals.Reports;
using Releases.Service.Http;
using Releases.Service.Rehearsing;
using Releases.Service.Starting;

namespace Releases.Service.Tests.Rehearsing;

public sealed class RehearsalHandlersTests
{
    private readonly ServiceWorld _world = new();

    [Fact]
    public async Task Rehearse_APlan_ReportsEveryScenarioAndKeepsTheReport()
    {
        var (status, _, body) = await PostAsync("?runs=60");

        Assert.Equal(StatusCodes.Status200OK, status);
        var report = JsonSerializer.Deserialize<RehearsalReport>(body, StateDocument.Json)!;
        Assert.Equal(60, report.Runs);
        Assert.True(report.Complete);
        var kept = Assert.Single(_world.DocumentNames);
        Assert.Equal($"rehearsals/{report.PlanHash}/20261122T120000000Z-complete.json", kept);
        Assert.Equal(body, _world.Stored[kept]);
    }

    [Theory]
    [InlineData("html", "text/html; charset=utf-8", "<svg")]
    [InlineData("markdown", "text/markdown; charset=utf-8", "## Scenarios")]
    public async Task Rehearse_InAnotherForm_IsThatForm(string format, string contentType, string part)
    {
        var (_, type, body) = await PostAsync($"?runs=3&only=as-planned&format={format}");

        Assert.Equal(contentType, type);
        Assert.Contains(part, body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?runs=0")]
    [InlineData("?runs=10001")]
    [InlineData("?runs=many")]
    [InlineData("?seed=-1")]
    [InlineData("?format=pdf")]
    [InlineData("?only=earthquake")]
    public async Task Rehearse_WrongParameter_IsRefusedAndNothingIsRun(string query)
    {
        Assert.Equal(StatusCodes.Status400BadRequest, (await PostAsync(query)).Status);
        Assert.Empty(_world.DocumentNames);
    }

    [Fact]
    public async Task Rehearse_PlanWithMistakes_SaysAllOfThem()
    {
        var (status, _, body) = await PostAsync("", ServiceWorld.Plan.Replace("environment: staging", "environment: moon", StringComparison.Ordinal));

        Assert.Equal(StatusCodes.Status422UnprocessableEntity, status);
        Assert.Contains("moon", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhereARehearsalIsWanted_IsRefusedUntilThisVeryPlanWasRehearsed()
    {
        Protect(TimeSpan.FromDays(7));

        var refused = Assert.IsType<StartResult.NotRehearsed>(await StartAsync(ServiceWorld.Plan));
        Assert.Contains("production lets in plans that were rehearsed within 168 h", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("never rehearsed", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("POST this plan to /api/plans/rehearse", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(_world.Engine.ReceivedCalls());

        await PostAsync("?runs=60");

        Assert.IsType<StartResult.Running>(await StartAsync(ServiceWorld.Plan));
        Assert.IsType<StartResult.NotRehearsed>(await StartAsync(ServiceWorld.Plan.Replace("bake: 1m", "bake: 2m", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Start_AfterARehearsalOfSomeScenariosOnly_IsRefused()
    {
        Protect(TimeSpan.FromDays(7));
        await PostAsync("?runs=3&only=as-planned");

        Assert.IsType<StartResult.NotRehearsed>(await StartAsync(ServiceWorld.Plan));
    }

    [Fact]
    public async Task Start_AfterARehearsalThatIsTooOld_SaysWhenItWas()
    {
        Protect(TimeSpan.FromDays(7));
        await PostAsync("?runs=60");
        _world.Time.Advance(TimeSpan.FromDays(7));
        Assert.IsType<StartResult.Running>(await StartAsync(ServiceWorld.Plan));

        _world.Time.Advance(TimeSpan.FromSeconds(1));
        var refused = Assert.IsType<StartResult.NotRehearsed>(await StartAsync(ServiceWorld.Plan));

        Assert.Contains("last rehearsed at 2026-11-22 12:00 UTC", refused.Reason, StringComparison.Ordinal);
    }

    private void Protect(TimeSpan within) => _world.Environments.All.Returns(
        [.. _world.Environments.All.Select(environment => environment.Production ? environment with { Protection = new EnvironmentProtection { RehearsedWithin = within } } : environment)]);

    private Task<StartResult> StartAsync(string plan) => _world.Starter.StartAsync(new StartRequest(plan, "ada", null), TestContext.Current.CancellationToken);

    private async Task<(int Status, string? ContentType, string Body)> PostAsync(string query, string plan = ServiceWorld.Plan)
    {
        var handlers = new RehearsalHandlers(_world.Starter, new Rehearser(_world.Environments, _world.Rehearsals, _world.Time));
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.QueryString = new QueryString(query);
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(plan));
        context.Response.Body = new MemoryStream();
        var result = await handlers.RehearseAsync(context.Request, TestContext.Current.CancellationToken);
        await result.ExecuteAsync(context);
        var body = Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
        return (context.Response.StatusCode, context.Response.ContentType, body);
    }
}
