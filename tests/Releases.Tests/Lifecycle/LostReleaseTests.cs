using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;
using Releases.Rehearsals.Laws;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>A release whose driver is lost, with all that it has done since its last known state.</summary>
public sealed class LostReleaseTests
{
    [Fact]
    public async Task TakeUp_AtAnyPointFromAnOldState_NeverLeavesAFlagInBetween()
    {
        for (var lostAt = 2; await LoseAsync(lostAt) is var (world, known); lostAt++)
        {
            var state = LostRelease.TakeUp(known, world.Records.Status?.Sequence ?? 0, "what runs this release has failed", world.Now);

            var ended = await ReleaseFlow.RunAsync(state, new VirtualDriver(world));

            // What was written since is found to be drift and held, at most for as long as holds last; the rest goes through.
            EndLaws.OnEnd(world, ended);
            Assert.Contains(ended.Outcome!.Value, new[] { ReleaseOutcome.Completed, ReleaseOutcome.RolledBack });
            Assert.Contains(world.Records.Timeline, entry => entry.Text == "what runs this release has failed; it goes on from its last known state");
        }
    }

    [Fact]
    public async Task TakeUp_AtAnyPointAndAnAbortFirstThing_PutsBackWhatWasWrittenSince()
    {
        for (var lostAt = 2; await LoseAsync(lostAt) is var (world, known); lostAt++)
        {
            world.Send(new Signal("0001", SignalKind.Abort, "grace", world.Now, null, null));

            var state = LostRelease.TakeUp(known, world.Records.Status?.Sequence ?? 0, "what runs this release has failed", world.Now);
            var ended = await ReleaseFlow.RunAsync(state, new VirtualDriver(world));

            Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
            Assert.All(world.Flags.All.Values, flag => Assert.Equal(VirtualFlags.Captured, flag.Value));
        }
    }

    [Fact]
    public async Task TakeUp_EntriesThatArePublished_AreNumberedOnFromThere()
    {
        var (world, known) = (await LoseAsync(12))!.Value;
        var published = world.Records.Status!.Sequence;

        var state = LostRelease.TakeUp(known, published, "failed", world.Now);

        Assert.True(known.Sequence < published);
        Assert.Equal(published + 1, Assert.Single(state.Unpublished).Sequence);
        Assert.True(state.InboxDue);
    }

    [Fact]
    public async Task RollBack_AtAnyPoint_RestoresAllThatWasCaptured()
    {
        for (var lostAt = 2; await LoseAsync(lostAt) is var (world, known); lostAt++)
        {
            var captured = new ReleaseEvent.Captured(
                known.Capture!, [.. known.Flags.Select(flag => new CapturedTarget(flag.Environment, flag.Key, flag.ETag))], new Dictionary<string, string>());

            var state = LostRelease.RollBack(VirtualRelease.Of(TwoEnvironments()).Begin().State, world.Records.Status?.Sequence ?? 0, captured, "what runs this release is gone", world.Now);
            var ended = await ReleaseFlow.RunAsync(state, new VirtualDriver(world));

            EndLaws.OnEnd(world, ended);
            Assert.Equal((ReleaseOutcome.RolledBack, "what runs this release is gone"), (ended.Outcome, ended.Reason));
            Assert.All(world.Flags.All.Values, flag => Assert.Equal(VirtualFlags.Captured, flag.Value));
        }
    }

    [Fact]
    public async Task RollBack_NothingWasCaptured_EndsAsNothingWasWritten()
    {
        var (world, start) = VirtualRelease.Of(TwoEnvironments()).Begin();
        world.Watch = null;

        var ended = await ReleaseFlow.RunAsync(LostRelease.RollBack(start, 0, null, "what runs this release is gone", world.Now), new VirtualDriver(world));

        Assert.Equal((ReleaseOutcome.RolledBack, "what runs this release is gone; nothing had been written"), (ended.Outcome, ended.Reason));
        Assert.Empty(world.Performed.Select(performed => performed.Effect).OfType<Effect.Restore>());
    }

    /// <summary>Runs a release until it is lost right after an effect; all that is known then is its state when it had captured its flags.</summary>
    /// <returns>Nothing once its end is shown before that.</returns>
    private static async Task<(VirtualWorld World, ReleaseState Known)?> LoseAsync(int lostAt)
    {
        var (world, state) = VirtualRelease.Of(TwoEnvironments()).Begin();
        var driver = new ForgetfulDriver(world, lostAt);
        try
        {
            await ReleaseFlow.RunAsync(state, driver);
            return null;
        }
        catch (DriverDiedException died)
        {
            // What is certain of it from here on is what stands in its old state.
            world.Watch = null;
            // Nobody takes up a release whose end is shown; until then it holds its leases.
            return world.Records.Status?.Outcome is null ? (world, StateDocument.Read(died.Remembered)) : null;
        }
    }

    private sealed class ForgetfulDriver(VirtualWorld world, int diesAt) : IReleaseDriver
    {
        private string? _known;
        private int _effects;

        public DateTimeOffset Now => world.Now;

        public bool TakeDoorbell() => world.TakeBell();

        public Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect)
        {
            _known ??= state.Capture is null ? null : StateDocument.Write(state);
            var answer = world.Perform(state, effect);
            return ++_effects >= diesAt && _known is not null ? throw new DriverDiedException(_known, new object()) : Task.FromResult(answer);
        }

        public Task WaitAsync(ReleaseState state, DateTimeOffset until)
        {
            world.Wait(state, until);
            return Task.CompletedTask;
        }
    }
}
