using NSubstitute;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Preflights;
using Releases.Protection;
using Releases.Service.Starting;
using Releases.Service.Tests.Access;

namespace Releases.Service.Tests.Http;

public sealed class PreflightStartTests(TokenIssuingServer issuer) : IClassFixture<TokenIssuingServer>
{
    [Theory]
    [InlineData(true, false, 409)]
    [InlineData(true, true, 202)]
    [InlineData(false, false, 202)]
    public async Task Start_WhereAPreflightIsAskedFor_BeginsOnlyWhatCanBeJudged(bool asked, bool good, int status)
    {
        using var api = new GuardedApi(issuer.Settings());
        Measurement answer = good ? new Measurement.Value(0, 10) : new Measurement.Error("SemanticError", "no such column");
        api.World.Telemetry.AskAsync(default!, default).ReturnsForAnyArgs(call => [.. (call.ArgAt<IReadOnlyList<TelemetryQuestion>>(0) ?? []).Select(_ => answer)]);

        var started = await api.AskAsync(api.Route("StartRelease"), issuer.ForPerson("ada@octo.example", ["Starter"]), ServiceWorld.Plan, request => request.QueryString = new(asked ? "?preflight=true" : ""));

        Assert.Equal(status, started.Status);
        await api.World.Engine.Received(status == 202 ? 1 : 0).StartAsync(Arg.Any<ReleaseState>(), Arg.Any<CancellationToken>());
        Assert.Equal(status == 409, started.Text.Contains("errors cannot be measured: SemanticError: no such column", StringComparison.Ordinal));
    }

    /// <summary>What an environment wants to know is known by the very hash, and not for ever.</summary>
    [Fact]
    public async Task Start_WhereAnEnvironmentWantsAPreflight_IsRefusedUntilOneOfThisVeryPlanHasFoundNoError()
    {
        using var api = new GuardedApi(issuer.Settings());
        var (world, good) = (api.World, false);
        world.Telemetry.AskAsync(default!, default).ReturnsForAnyArgs(
            call => [.. (call.ArgAt<IReadOnlyList<TelemetryQuestion>>(0) ?? []).Select(_ => good ? (Measurement)new Measurement.Value(0, 10) : new Measurement.Error("SemanticError", "no such column"))]);
        world.Environments.All.Returns(
            [.. world.Environments.All.Select(environment => environment.Production ? environment with { Protection = new EnvironmentProtection { PreflightWithin = TimeSpan.FromHours(4) } } : environment)]);

        var never = await AskAsync("StartRelease", "");
        var failed = await AskAsync("PreflightPlan", "");
        var still = await AskAsync("StartRelease", "");
        good = true;
        var begun = await AskAsync("StartRelease", "?preflight=true");
        var other = await AskAsync("StartRelease", "", ServiceWorld.Plan.Replace("bake: 1m", "bake: 2m", StringComparison.Ordinal));
        var again = await AskAsync("StartRelease", "");

        Assert.Equal([409, 200, 409, 202, 409, 202], new[] { never, failed, still, begun, other, again }.Select(answer => answer.Status));
        Assert.Contains("production lets in plans whose preflight has found no error within 4 h, and that of plan", never.Text, StringComparison.Ordinal);
        Assert.Contains("never did: start it with ?preflight=true", still.Text, StringComparison.Ordinal);
        Assert.Contains("urn:releasefunctions:problem:not-preflighted", other.Text, StringComparison.Ordinal);
        Assert.Equal(["failed", "passed"], world.Stored.Keys.Where(name => name.StartsWith("preflights/", StringComparison.Ordinal)).Select(name => name.Split('-')[^1].Replace(".json", "", StringComparison.Ordinal)).Order());

        async Task<(int Status, string Text)> AskAsync(string route, string query, string plan = ServiceWorld.Plan)
        {
            var answer = await api.AskAsync(api.Route(route), issuer.ForPerson("ada@octo.example", ["Starter"]), plan, request => request.QueryString = new(query));
            return (answer.Status, answer.Text);
        }
    }

    [Fact]
    public async Task Start_AfterAPreflightThatIsTooOld_SaysWhenItWas()
    {
        var world = new ServiceWorld();
        world.Environments.All.Returns([.. world.Environments.All.Select(environment => environment with { Protection = new EnvironmentProtection { PreflightWithin = TimeSpan.FromHours(4) } })]);
        var plan = Assert.IsType<PlanReading.Valid>(world.Starter.Check(ServiceWorld.Plan));
        await world.Preflights.KeepAsync(plan.Hash, new Preflight(TimeSpan.FromDays(1), []), TestContext.Current.CancellationToken);

        world.Time.Advance(TimeSpan.FromHours(4));
        Assert.IsType<StartResult.Running>(await StartAsync());
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("last did at 2026-11-22 12:00 UTC", Assert.IsType<StartResult.NotPreflighted>(await StartAsync()).Reason, StringComparison.Ordinal);

        Task<StartResult> StartAsync() => world.Starter.StartAsync(new StartRequest(ServiceWorld.Plan, "ada", null), TestContext.Current.CancellationToken);
    }
}
