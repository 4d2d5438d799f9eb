using System.Threading.Channels;
using Releases.Rehearsals;

namespace ReleaseFunctions.Local.Tests.Driver;

/// <summary>A virtual world's clock. It goes only as that world does: who asks for a timer waits, and whoever runs the world is told.</summary>
internal sealed class VirtualTime(VirtualWorld world, ChannelWriter<Moment> moments) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => world.Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(world.Now + dueTime, () => callback(state));
        moments.TryWrite(new Moment.Waits(timer));
        return timer;
    }
}
