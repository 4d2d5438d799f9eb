using System.Text.Json;
using Releases.Lifecycle;

namespace Releases.Tests.Lifecycle;

/// <summary>Runs a release straight on in virtual time; all that passes is serialised and must be small.</summary>
internal sealed class VirtualDriver(VirtualWorld world) : IReleaseDriver
{
    public DateTimeOffset Now => world.Now;

    public bool TakeDoorbell() => world.TakeBell();

    public Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect)
    {
        world.Remember(state);
        return Task.FromResult(Again(world.Perform(state, Again(effect))));
    }

    public Task WaitAsync(ReleaseState state, DateTimeOffset until)
    {
        world.Remember(state);
        world.Wait(until);
        return Task.CompletedTask;
    }

    private static T Again<T>(T value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, StateDocument.Json), StateDocument.Json)!;
}
