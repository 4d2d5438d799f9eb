using Releases.Lifecycle;

namespace Releases.Rehearsals;

/// <summary>Runs a release straight on in virtual time. Nothing is serialised and nothing awaits: a flow on it ends before it returns.</summary>
/// <param name="dies">Whether the host dies at the effect of that number, and whether after it has taken place.</param>
public sealed class RehearsalDriver(VirtualWorld world, Func<int, (bool Dies, bool AfterTheEffect)>? dies = null) : IReleaseDriver
{
    private ReleaseState? _remembered;
    private object? _known;

    public VirtualWorld World => world;

    public DateTimeOffset Now => world.Now;

    public bool TakeDoorbell() => world.TakeBell();

    public Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect)
    {
        world.Begin(state, effect);
        // As the embedded driver does.
        if (!effect.CanBeForgotten || _remembered is null)
        {
            (_remembered, _known) = (state, world.Watch?.Remembered);
        }

        var (isTheEnd, takesPlace) = dies?.Invoke(world.Effects) ?? default;
        if (isTheEnd)
        {
            if (takesPlace)
            {
                world.Finish(effect);
            }

            throw new HostDiedException(_remembered, effect.CanBeForgotten ? null : effect, _known);
        }

        var answer = world.Finish(effect);
        world.Watch?.Answered(effect, answer);
        return Task.FromResult(answer);
    }

    public Task WaitAsync(ReleaseState state, DateTimeOffset until)
    {
        world.Wait(state, until);
        (_remembered, _known) = (state, world.Watch?.Remembered);
        return Task.CompletedTask;
    }
}
