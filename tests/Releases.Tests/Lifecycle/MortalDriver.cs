using Releases.Lifecycle;

namespace Releases.Tests.Lifecycle;

/// <summary>Dies right before or right after an effect took place; what is left then is the document that it had remembered.</summary>
internal sealed class MortalDriver(VirtualWorld world, int diesAt, bool afterTheEffect) : IReleaseDriver
{
    private int _effects;

    public DateTimeOffset Now => world.Now;

    public bool TakeDoorbell() => world.TakeBell();

    public Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect)
    {
        world.Step();
        if (++_effects == diesAt && !afterTheEffect)
        {
            throw new DriverDiedException(StateDocument.Write(state));
        }

        var answer = world.Perform(state, effect);
        return _effects == diesAt ? throw new DriverDiedException(StateDocument.Write(state)) : Task.FromResult(answer);
    }

    public Task WaitAsync(ReleaseState state, DateTimeOffset until)
    {
        world.Step();
        world.Wait(until);
        return Task.CompletedTask;
    }
}

/// <summary>The process is gone.</summary>
internal sealed class DriverDiedException(string remembered) : Exception
{
    internal string Remembered { get; } = remembered;
}
