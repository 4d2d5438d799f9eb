using System.Text.Json;
using ReleaseFunctions.Local.Driver;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Service.Performing;
using Releases.Service.Starting;

namespace ReleaseFunctions.Local.Tests.Driver;

/// <summary>A release that a process has run up to some moment, and left there: what the next one finds in the journal.</summary>
internal sealed record LeftBehind(ReleaseState State, Effect? Effect)
{
    /// <summary>Runs a release, with the host's real performer, until it is about to do or to wait for something.</summary>
    /// <param name="until">Is given the state and the effect, or no effect where the release would wait.</param>
    public static async Task<LeftBehind> RunAsync(RunningHost host, string planText, Func<ReleaseState, Effect?, bool> until)
    {
        var time = TimeProvider.System;
        var plan = (PlanReading.Valid)host.Service<Starter>().Check(planText);
        await host.Service<PinnedPlans>().KeepAsync(plan, CancellationToken.None);
        var id = $"{plan.Plan.Metadata.Name}-{Guid.NewGuid():n}";
        var state = ReleaseStart.State(id, plan.Plan, plan.Hash, host.Service<IEnvironments>().All, "ada", time.GetUtcNow());
        while (true)
        {
            var now = time.GetUtcNow();
            state = ReleaseMachine.Apply(state, new ReleaseEvent.TimePassed(), now);
            var effect = (ReleaseMachine.Next(state, now) as Step.Do)?.Effect;
            if (until(state, effect))
            {
                return new LeftBehind(state, effect);
            }

            Assert.True(effect is not null, "The release waits, and the moment that the test wants has not come.");
            state = ReleaseMachine.Apply(state, await host.Service<EffectPerformer>().PerformAsync(effect, CancellationToken.None), time.GetUtcNow());
        }
    }

    /// <summary>Puts it into a journal, as the embedded driver does right before an effect.</summary>
    public async Task WriteAsync(Journal journal)
    {
        await journal.EnterAsync(State.Id, StateDocument.Write(State));
        await journal.RememberAsync(State.Id, StateDocument.Write(State), Effect is null ? null : JsonSerializer.Serialize(Effect, StateDocument.Json));
    }
}
