using Releases.Lifecycle;
using Releases.Rehearsals;

namespace Releases.Tests.Lifecycle;

/// <summary>Dies right before or right after an effect took place; what is left then is the document that it had remembered.</summary>
internal sealed class MortalDriver(VirtualWorld world, int diesAt, bool afterTheEffect) : IReleaseDriver
{
    private int _effects;

    public DateTimeOffset Now => world.Now;

    public bool TakeDoorbell() => world.TakeBell();

    public Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect)
    {
        if (++_effects != diesAt)
        {
            return Task.FromResult(world.Perform(state, effect));
        }

        world.Begin(state, effect);
        var known = world.Watch!.Remembered;
        if (afterTheEffect)
        {
            world.Finish(effect);
        }

        throw new DriverDiedException(StateDocument.Write(state), known);
    }

    public Task WaitAsync(ReleaseState state, DateTimeOffset until)
    {
        world.Wait(state, until);
        return Task.CompletedTask;
    }
}

/// <summary>The process is gone.</summary>
internal sealed class DriverDiedException(string remembered, object known) : Exception
{
    internal string Remembered { get; } = remembered;

    /// <summary>What the laws know of that document.</summary>
    internal object Known { get; } = known;
}
