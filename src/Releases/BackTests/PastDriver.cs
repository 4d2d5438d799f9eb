using Releases.Exposures;
using Releases.Governance;
using Releases.Lifecycle;
using Releases.Records;

namespace Releases.BackTests;

/// <summary>
/// Runs the machine through the past: writes take effect, nobody stands in the way, time passes at once, and what is measured is what was recorded.
/// </summary>
internal sealed class PastDriver(DateTimeOffset start, Func<Effect.Measure, Task<IReadOnlyList<Measured>>> ask) : IReleaseDriver
{
    private const string Version = "past";

    public DateTimeOffset Now { get; private set; } = start;

    internal List<TimelineEntry> Timeline { get; } = [];

    public bool TakeDoorbell() => false;

    public async Task<ReleaseEvent> PerformAsync(ReleaseState state, Effect effect) => effect switch
    {
        Effect.Measure measure => new ReleaseEvent.Measured(await ask(measure)),
        Effect.TakeLeases => new ReleaseEvent.LeasesTaken(state.Flags.Count, 0),
        Effect.FreeLeases => new ReleaseEvent.LeasesFreed(),
        Effect.Capture capture => new ReleaseEvent.Captured(
            Version, [.. capture.Targets.SelectMany(target => target.Keys.Select(key => new CapturedTarget(target.Environment, key, Version)))], new Dictionary<string, string>()),
        Effect.Expose expose => new ReleaseEvent.Exposed([.. expose.Targets.Select(target => new FlagWriteResult.Confirmed(target.Key, Version))], null),
        Effect.Restore restore => new ReleaseEvent.Restored(
            [.. restore.Targets.Select(target => new Restored(target.Environment, [.. target.Keys.Select(key => new FlagRestoreResult.Restored(key, Version))], null))]),
        Effect.ReadInbox inbox => new ReleaseEvent.InboxRead([], inbox.GrowsIn is { } environment ? new Standing(environment, []) : null),
        Effect.Publish publish => Show(publish),
        _ => throw new InvalidOperationException($"A release of the past does not do '{effect.GetType().Name}'."),
    };

    public Task WaitAsync(ReleaseState state, DateTimeOffset until)
    {
        Now = until;
        return Task.CompletedTask;
    }

    private ReleaseEvent.Published Show(Effect.Publish publish)
    {
        Timeline.AddRange(publish.Entries);
        return new ReleaseEvent.Published();
    }
}
