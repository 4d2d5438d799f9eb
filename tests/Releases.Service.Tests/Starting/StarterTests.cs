using NSubstitute;
using Releases.Lifecycle;
using Releases.Protection;
using Releases.Records;
using Releases.Service.Starting;

namespace Releases.Service.Tests.Starting;

public sealed class StarterTests
{
    private readonly ServiceWorld _world = new();

    [Fact]
    public async Task Start_ValidPlan_PinsEntersAndRunsIt()
    {
        var result = await StartAsync(ServiceWorld.Plan, key: null);

        var running = Assert.IsType<StartResult.Running>(result);
        Assert.True(running.Created);
        Assert.StartsWith("orders-", running.Status.Id, StringComparison.Ordinal);
        Assert.Equal($"plans/{running.Status.PlanHash}.json", Assert.Single(_world.DocumentNames));
        await _world.Engine.Received(1).StartAsync(Arg.Is<ReleaseState>(state => state.Id == running.Status.Id), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Start_PlanWithMistakes_TouchesNothing()
    {
        var result = await StartAsync(ServiceWorld.Plan.Replace("environment: staging", "environment: moon", StringComparison.Ordinal), key: null);

        Assert.Contains("moon", Assert.Single(Assert.IsType<StartResult.Invalid>(result).Errors).Message, StringComparison.Ordinal);
        Assert.Empty(_world.DocumentNames);
        Assert.Empty(_world.Records.ReceivedCalls());
        Assert.Empty(_world.Engine.ReceivedCalls());
    }

    [Fact]
    public async Task Start_PlanWhoseReleaseWouldNotFitIntoItsState_IsRefusedWithItsNumbers()
    {
        var flags = string.Concat(Enumerable.Range(1, 60).Select(number => $"  - {{ key: orders.enrichment-{number:00}, category: operational, owner: tests }}\n"));
        var plan = ServiceWorld.Plan.Replace("  - { key: orders.new, category: operational, owner: tests }\n", flags, StringComparison.Ordinal);

        var result = await StartAsync(plan, key: null);

        var error = Assert.Single(Assert.IsType<StartResult.Invalid>(result).Errors);
        Assert.Matches("^a release of this plan would have to remember 2[0-9],[0-9]{3} bytes at every step \\(120 flag settings in 2 environments, 2 stages, criteria: 1\\), and 16,384 fit", error.Message);
        Assert.Empty(_world.DocumentNames);
    }

    [Fact]
    public async Task Start_WhatAnEnvironmentDoesNotLetIn_TouchesNothing()
    {
        _world.Environments.All.Returns([.. _world.Environments.All.Select(environment => environment with { Protection = new EnvironmentProtection { Starters = ["grace"] } })]);

        var result = await StartAsync(ServiceWorld.Plan, key: null);

        Assert.Contains("may not start releases in staging; who may: grace", Assert.IsType<StartResult.NotLetIn>(result).Reason, StringComparison.Ordinal);
        Assert.Empty(_world.DocumentNames);
        Assert.Empty(_world.Records.ReceivedCalls());
    }

    [Fact]
    public async Task Start_AskedByOneWhoHangsUpWhenItIsEntered_IsRunAllTheSame()
    {
        using var caller = new CancellationTokenSource();
        _world.Records.CreateAsync(default!, default).ReturnsForAnyArgs(call =>
        {
            caller.Cancel();
            return (call.ArgAt<ReleaseStatus>(0), true);
        });
        _world.Engine.StartAsync(default!, default).ReturnsForAnyArgs(call => call.ArgAt<CancellationToken>(1).IsCancellationRequested ? Task.FromCanceled(caller.Token) : Task.CompletedTask);

        var result = await _world.Starter.StartAsync(new StartRequest(ServiceWorld.Plan, "grace", null), caller.Token);

        Assert.IsType<StartResult.Running>(result);
    }

    [Fact]
    public async Task Start_SameKey_IsTheSameRelease()
    {
        var first = Assert.IsType<StartResult.Running>(await StartAsync(ServiceWorld.Plan, "monday"));
        var second = Assert.IsType<StartResult.Running>(await StartAsync(ServiceWorld.Plan, "monday"));
        var other = Assert.IsType<StartResult.Running>(await StartAsync(ServiceWorld.Plan, "tuesday"));

        Assert.Equal(first.Status.Id, second.Status.Id);
        Assert.NotEqual(first.Status.Id, other.Status.Id);
    }

    [Fact]
    public async Task Start_EnteredByAHostThatDiedThen_IsRunNow()
    {
        _world.Records.CreateAsync(default!, default).ReturnsForAnyArgs(call => (call.ArgAt<ReleaseStatus>(0) with { StartedBy = "grace" }, false));

        var running = Assert.IsType<StartResult.Running>(await StartAsync(ServiceWorld.Plan, "monday"));

        Assert.False(running.Created);
        await _world.Engine.Received(1).StartAsync(Arg.Is<ReleaseState>(state => state.StartedBy == "grace"), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Start_KeyOfAReleaseThatHasEnded_RunsNothing()
    {
        _world.Records.CreateAsync(default!, default).ReturnsForAnyArgs(call => (call.ArgAt<ReleaseStatus>(0) with { Phase = ReleasePhase.Ended }, false));

        await StartAsync(ServiceWorld.Plan, "monday");

        Assert.Empty(_world.Engine.ReceivedCalls());
    }

    [Fact]
    public async Task Start_KeyOfAnotherPlan_IsRefused()
    {
        _world.Records.CreateAsync(default!, default).ReturnsForAnyArgs(call => (call.ArgAt<ReleaseStatus>(0) with { PlanHash = "another" }, false));

        Assert.IsType<StartResult.KeyTaken>(await StartAsync(ServiceWorld.Plan, "monday"));

        Assert.Empty(_world.Engine.ReceivedCalls());
    }

    private Task<StartResult> StartAsync(string plan, string? key) =>
        _world.Starter.StartAsync(new StartRequest(plan, "ada", key), TestContext.Current.CancellationToken);
}
