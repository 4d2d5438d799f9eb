using System.Text.Json;
using Releases.Lifecycle;
using Releases.Rehearsals;

namespace Releases.Tests.Lifecycle.Recorded;

/// <summary>Runs a release straight on, and keeps one state of each kind that it goes through.</summary>
internal sealed class RecordingDriver(VirtualWorld world, string scenario, IDictionary<string, RecordedState> kept) : IReleaseDriver
{
    public DateTimeOffset Now => world.Now;

    public bool TakeDoorbell() => world.TakeBell();

    public Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect)
    {
        Keep(state, effect.GetType().Name);
        return Task.FromResult(world.Perform(state, effect));
    }

    public Task WaitAsync(ReleaseState state, DateTimeOffset until)
    {
        Keep(state, "Wait");
        world.Wait(state, until);
        return Task.CompletedTask;
    }

    private void Keep(ReleaseState state, string next)
    {
        string?[] kind =
        [
            state.Doing.ToString(),
            state.Hold?.Kind.ToString(),
            state.Retry is null ? null : "retry",
            state.Approval switch { null => null, { GivenBy: null } => "asked", _ => "approved" },
            state.Rollback?.Failed == true ? "failed" : null,
            state.Stage >= 0 && state.Course.Stages[state.Stage].Watch ? "watch" : null,
            state.Progress?.PromotedBy is null ? null : "promoted",
            state.LeftOut > 0 ? "unshown" : null,
            next,
        ];
        var settings = world.Flags.All.Select(flag => new RecordedSetting(flag.Key.Environment, flag.Key.Key, RecordedFlag.Of(flag.Value))).ToList();
        var written = world.Performed.Where(performed => performed.Effect is Effect.Expose).Select(performed => new RecordedWrite(performed.Effect, performed.At)).ToList();
        kept.TryAdd(
            string.Join('-', kind.OfType<string>()).ToLowerInvariant(),
            new RecordedState(scenario, world.Now, next, JsonDocument.Parse(StateDocument.Write(state)).RootElement, settings, written));
    }
}
