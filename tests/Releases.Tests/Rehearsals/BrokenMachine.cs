using Releases.Lifecycle;
using Releases.Rehearsals;

namespace Releases.Tests.Rehearsals;

/// <summary>A machine with a mistake in it: the real one, with something changed on its way in or out.</summary>
internal sealed record BrokenMachine
{
    /// <summary>What its course is at the start.</summary>
    internal Func<Course, Course> Course { get; init; } = course => course;

    /// <summary>What it is told.</summary>
    internal Func<ReleaseState, ReleaseEvent, ReleaseEvent> Told { get; init; } = (_, happened) => happened;

    /// <summary>What it makes of that.</summary>
    internal Func<ReleaseState, DateTimeOffset, ReleaseState> Made { get; init; } = (state, _) => state;

    /// <summary>What it does next.</summary>
    internal Func<ReleaseState, DateTimeOffset, Step, Step> Does { get; init; } = (_, _, step) => step;

    /// <summary>How the world around it is broken, where the mistake is in performing an effect.</summary>
    internal Action<VirtualWorld> World { get; init; } = _ => { };

    /// <summary>The release flow, with the mistake.</summary>
    internal async Task<ReleaseState> RunAsync(ReleaseState state, IReleaseDriver driver)
    {
        World(((RehearsalDriver)driver).World);
        state = state with { Course = Course(state.Course) };
        while (true)
        {
            var now = driver.Now;
            if (driver.TakeDoorbell())
            {
                state = ReleaseMachine.Apply(state, new ReleaseEvent.DoorbellRang(), now);
            }

            state = Made(ReleaseMachine.Apply(state, new ReleaseEvent.TimePassed(), now), now);
            switch (Does(state, now, ReleaseMachine.Next(state, now)))
            {
                case Step.Do(var effect):
                    var answer = await driver.PerformAsync(state, effect);
                    state = Made(ReleaseMachine.Apply(state, Told(state, answer), driver.Now), driver.Now);
                    break;
                case Step.Wait(var until):
                    await driver.WaitAsync(state, until);
                    break;
                default:
                    return state;
            }
        }
    }
}
