using NSubstitute;
using Releases.Exposures;
using Releases.Governance;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Service.Tests.Performing;

public sealed class EffectPerformerTests
{
    private readonly ServiceWorld _world = new();

    [Fact]
    public async Task Expose_CarriesTheCapturedFlagAndTheCondition()
    {
        var (state, answer) = await _world.CaptureAsync();
        IReadOnlyList<FlagWrite>? writes = null;
        _world.Staging.ExposeAsync(Arg.Do<IReadOnlyList<FlagWrite>>(given => writes = given), default, default)
            .ReturnsForAnyArgs(new FlagWriting([new FlagWriteResult.Confirmed("orders.new", "etag-2")], "token-2"));

        var exposed = await PerformExposeAsync(ReleaseMachine.Apply(state, answer, _world.Time.GetUtcNow()));

        Assert.Equal("token-2", Assert.IsType<ReleaseEvent.Exposed>(exposed).SyncToken);
        var write = Assert.Single(writes!);
        Assert.Equal(("etag-1", ServiceWorld.Off), (write.MustFind, write.Captured.Value));
        Assert.StartsWith($"{state.Id}.", write.WriteId, StringComparison.Ordinal);
        await _world.Production.DidNotReceiveWithAnyArgs().ExposeAsync(default!, default, default);
    }

    [Fact]
    public async Task Expose_StoreThrows_IsUnknownForEachFlag()
    {
        var (state, answer) = await _world.CaptureAsync();
        _world.Staging.ExposeAsync(default!, default, default).ReturnsForAnyArgs(Task.FromException<FlagWriting>(new InvalidOperationException("broken")));

        var exposed = await PerformExposeAsync(ReleaseMachine.Apply(state, answer, _world.Time.GetUtcNow()));

        var result = Assert.Single(Assert.IsType<ReleaseEvent.Exposed>(exposed).Results);
        Assert.Equal("broken", Assert.IsType<FlagWriteResult.Unknown>(result).Reason);
    }

    [Fact]
    public async Task Expose_HeldUpSinceItWasDecided_WritesNothing()
    {
        // What a queue delivers late was decided on a reading that is too old: there may be a halt by now.
        var (state, answer) = await _world.CaptureAsync();
        var capture = Assert.IsType<ReleaseEvent.Captured>(answer).Document;
        var expose = new Effect.Expose("staging", capture, null, [new ExposeTarget("orders.new", "etag-1", "w-1", new Exposure.On())], _world.Time.GetUtcNow() + LifecycleDefaults.WriteWithin);
        _world.Time.Advance(LifecycleDefaults.WriteWithin + TimeSpan.FromSeconds(1));

        var exposed = Assert.IsType<ReleaseEvent.Exposed>(await _world.Performer.PerformAsync(expose, TestContext.Current.CancellationToken));

        Assert.IsType<FlagWriteResult.Unknown>(Assert.Single(exposed.Results));
        await _world.Staging.DidNotReceiveWithAnyArgs().ExposeAsync(default!, default, default);
    }

    [Fact]
    public async Task ReadInbox_BeforeGrowth_TellsWhatStandsAgainstItThere()
    {
        var now = _world.Time.GetUtcNow();
        _world.Governance.ReadAsync(default, default).ReturnsForAnyArgs(new Restraints(null, [new Freeze("f", now, now.AddDays(1), ["production"], "quarter", "linus")]));

        var production = await _world.Performer.PerformAsync(new Effect.ReadInbox("orders-1", "production"), TestContext.Current.CancellationToken);
        var staging = await _world.Performer.PerformAsync(new Effect.ReadInbox("orders-1", "staging"), TestContext.Current.CancellationToken);

        Assert.Single(Assert.IsType<ReleaseEvent.InboxRead>(production).Standing!.Stops);
        Assert.Empty(Assert.IsType<ReleaseEvent.InboxRead>(staging).Standing!.Stops);
    }

    [Fact]
    public async Task ReadInbox_WhenNothingGrows_AsksForSignalsOnly()
    {
        var read = await _world.Performer.PerformAsync(new Effect.ReadInbox("orders-1"), TestContext.Current.CancellationToken);

        Assert.Null(Assert.IsType<ReleaseEvent.InboxRead>(read).Standing);
        Assert.Empty(_world.Governance.ReceivedCalls());
    }

    [Fact]
    public async Task ReadInbox_WhatStandsAgainstGrowthCannotBeRead_IsNotReadAtAll()
    {
        _world.Governance.ReadAsync(default, default).ReturnsForAnyArgs(Task.FromException<Restraints>(new IOException("503")));

        Assert.IsType<ReleaseEvent.InboxUnreadable>(await _world.Performer.PerformAsync(new Effect.ReadInbox("orders-1", "production"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Measure_TelemetryHangs_IsATimeoutAfterThirtySeconds()
    {
        var state = await _world.StartAsync();
        _world.Telemetry.AskAsync(default!, default).ReturnsForAnyArgs(async call =>
        {
            await Task.Delay(Timeout.Infinite, call.ArgAt<CancellationToken>(1));
            return (IReadOnlyList<Measurement>)[];
        });
        var window = new Window(_world.Time.GetUtcNow(), _world.Time.GetUtcNow().AddMinutes(1));

        var measuring = _world.Performer.PerformAsync(
            new Effect.Measure(state.Id, state.PlanHash, "staging", "first", [new MeasureTarget("errors", window)]),
            TestContext.Current.CancellationToken);
        _world.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(measuring.IsCompleted);
        _world.Time.Advance(TimeSpan.FromSeconds(2));

        var measured = Assert.Single(Assert.IsType<ReleaseEvent.Measured>(await measuring).Measurements);
        Assert.Equal("Timeout", Assert.IsType<Measurement.Error>(measured.Measurement).Code);
    }

    [Fact]
    public async Task Restore_OneEnvironmentThrows_TheOtherIsRestoredAllTheSame()
    {
        var (state, answer) = await _world.CaptureAsync();
        var capture = Assert.IsType<ReleaseEvent.Captured>(answer).Document;
        _world.Production.RestoreAsync(default!, default, default).ReturnsForAnyArgs(Task.FromException<FlagRestoring>(new InvalidOperationException("broken")));
        _world.Staging.RestoreAsync(default!, default, default).ReturnsForAnyArgs(new FlagRestoring([new FlagRestoreResult.Restored("orders.new", "etag-3")], null));

        var restored = await _world.Performer.PerformAsync(
            new Effect.Restore(state.Id, capture, 1, [new RestoreTarget("production", null, ["orders.new"]), new RestoreTarget("staging", null, ["orders.new"])]),
            TestContext.Current.CancellationToken);

        var environments = Assert.IsType<ReleaseEvent.Restored>(restored).Environments;
        Assert.IsType<FlagRestoreResult.Unknown>(Assert.Single(environments[0].Results));
        Assert.IsType<FlagRestoreResult.Restored>(Assert.Single(environments[1].Results));
    }

    [Fact]
    public async Task Restore_GroupsOfOneEnvironment_GoOneAfterTheOther_AndReadWhatWasWritten()
    {
        var (state, answer) = await _world.CaptureAsync();
        var capture = Assert.IsType<ReleaseEvent.Captured>(answer).Document;
        var tokens = new List<string?>();
        _world.Production.RestoreAsync(default!, default, default).ReturnsForAnyArgs(call =>
        {
            tokens.Add(call.ArgAt<string?>(1));
            return new FlagRestoring([new FlagRestoreResult.Unknown("orders.new", "no answer")], $"token-{tokens.Count}");
        });

        var restored = await _world.Performer.PerformAsync(
            new Effect.Restore(state.Id, capture, 1, [new RestoreTarget("production", "token-0", ["orders.new"]), new RestoreTarget("production", "token-0", ["orders.new"])]),
            TestContext.Current.CancellationToken);

        // That the first group has no clear answer keeps the second from nothing.
        Assert.Equal(2, Assert.IsType<ReleaseEvent.Restored>(restored).Environments.Count);
        Assert.Equal(["token-0", "token-1"], tokens);
    }

    [Fact]
    public async Task Expose_FlagsWithExposuresOfTheirOwn_AreWrittenAsSuch()
    {
        var (state, answer) = await _world.CaptureAsync(ServiceWorld.Plan.Replace("staging, expose: on", "staging, expose: on, exposures: { orders.new: shadow }", StringComparison.Ordinal));
        IReadOnlyList<FlagWrite>? writes = null;
        _world.Staging.ExposeAsync(Arg.Do<IReadOnlyList<FlagWrite>>(given => writes = given), default, default).ReturnsForAnyArgs(new FlagWriting([], null));

        await PerformExposeAsync(ReleaseMachine.Apply(state, answer, _world.Time.GetUtcNow()));

        Assert.IsType<Exposure.Shadow>(Assert.Single(writes!).Exposure);
    }

    [Fact]
    public async Task PinnedPlan_TamperedWith_IsNotUsed()
    {
        var state = await _world.StartAsync();
        _world.Stored[_world.DocumentNames[0]] = "{}";

        var answer = await _world.NextAsync(state);

        Assert.Contains("not that plan", Assert.IsType<ReleaseEvent.LeasesUnclear>(answer).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_LogsEachEntry_UnderTheNamesThatTheAlertRulesAskFor()
    {
        var state = await _world.StartAsync();
        var entry = new TimelineEntry(1, _world.Time.GetUtcNow(), TimelineKinds.RollbackFailed, "canary", "1 flag could not be put back");

        await _world.Performer.PerformAsync(new Effect.Publish(StatusOf.State(state, state.StartedAt), [entry], []), TestContext.Current.CancellationToken);

        var (_, values) = Assert.Single(_world.Log.Lines, line => line.Event == 1001);
        Assert.Equal((state.Id, "rollback-failed", "canary", entry.Text), (values["ReleaseId"], values["Kind"], values["Stage"], values["Text"]));
    }

    /// <summary>Goes on until the machine wants an exposure, and performs that.</summary>
    private async Task<ReleaseEvent> PerformExposeAsync(ReleaseState state)
    {
        var now = _world.Time.GetUtcNow();
        while (true)
        {
            state = ReleaseMachine.Apply(state, new ReleaseEvent.TimePassed(), now);
            var effect = ((Step.Do)ReleaseMachine.Next(state, now)).Effect;
            var answer = await _world.Performer.PerformAsync(effect, TestContext.Current.CancellationToken);
            if (effect is Effect.Expose)
            {
                return answer;
            }

            state = ReleaseMachine.Apply(state, answer, now);
        }
    }
}
