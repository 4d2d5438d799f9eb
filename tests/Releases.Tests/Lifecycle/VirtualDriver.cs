using System.Text;
using System.Text.Json;
using Releases.Lifecycle;
using Releases.Rehearsals;

namespace Releases.Tests.Lifecycle;

/// <summary>Runs a release straight on in virtual time; all that passes is serialised and must be small.</summary>
internal sealed class VirtualDriver(VirtualWorld world) : IReleaseDriver
{
    public DateTimeOffset Now => world.Now;

    public bool TakeDoorbell() => world.TakeBell();

    public Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect)
    {
        world.Remembered(Encoding.UTF8.GetByteCount(StateDocument.Write(state)));
        return Task.FromResult(Again(world.Perform(state, Again(effect))));
    }

    public Task WaitAsync(ReleaseState state, DateTimeOffset until)
    {
        world.Remembered(Encoding.UTF8.GetByteCount(StateDocument.Write(state)));
        world.Wait(state, until);
        return Task.CompletedTask;
    }

    private static T Again<T>(T value) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, StateDocument.Json), StateDocument.Json)!;
}
