using System.Text.Json;
using Releases.Lifecycle;

namespace Releases.Tests.Lifecycle;

/// <summary>
/// Runs a release straight on in virtual time. It can die right before or right after a given effect took place; what is left then is the
/// document that was remembered.
/// </summary>
internal sealed class VirtualDriver(VirtualWorld world, int dieAt = 0, bool afterTheEffect = false) : IReleaseDriver
{
    private int _effects;

    internal string? Remembered { get; private set; }

    public DateTimeOffset Now => world.Now;

    public bool TakeDoorbell() => world.TakeBell();

    public Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect)
    {
        Remembered = world.Remember(state);
        var dies = ++_effects == dieAt;
        if (dies && !afterTheEffect)
        {
            throw new DriverDiedException();
        }

        var answer = world.Perform(state, Again(effect));
        return dies ? throw new DriverDiedException() : Task.FromResult(Again(answer));
    }

    public Task WaitAsync(ReleaseState state, DateTimeOffset until)
    {
        Remembered = world.Remember(state);
        world.Wait(until);
        return Task.CompletedTask;
    }

    /// <summary>All that passes between a driver and its activities is serialised.</summary>
    internal static T Again<T>(T value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, StateDocument.Json), StateDocument.Json)!;
}

/// <summary>The process is gone.</summary>
internal sealed class DriverDiedException : Exception;
