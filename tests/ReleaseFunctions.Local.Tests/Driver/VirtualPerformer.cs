using System.Threading.Channels;
using Releases.Lifecycle;
using Releases.Rehearsals;
using Releases.Rehearsals.Scenarios;
using Releases.Service.Performing;

namespace ReleaseFunctions.Local.Tests.Driver;

/// <summary>Performs effects on a virtual world, and rings the engine's doorbell when the world rings.</summary>
/// <param name="deaths">When the host dies, in the middle of an effect or right after it has taken place.</param>
internal sealed class VirtualPerformer(VirtualWorld world, IReadOnlyList<HostDeath> deaths, ChannelWriter<Moment> moments) : IEffectPerformer
{
    internal Action Ring { get; set; } = () => { };

    public async Task<ReleaseEvent> PerformAsync(Effect effect, CancellationToken cancellationToken)
    {
        world.Begin(effect);
        var death = deaths.FirstOrDefault(death => death.Effect == world.Effects);
        if (death is { AfterTheEffect: false })
        {
            await DieAsync(death, cancellationToken);
        }

        var answer = world.Finish(effect);
        if (death is not null)
        {
            await DieAsync(death, cancellationToken);
        }

        if (answer is ReleaseEvent.DoorbellRang)
        {
            // A query hangs on until it is given up because of the ring.
            Ring();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        if (world.TakeBell())
        {
            Ring();
        }

        return answer;
    }

    private async Task DieAsync(HostDeath death, CancellationToken cancellationToken)
    {
        moments.TryWrite(new Moment.Dies(death));
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
