using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Tests.Lifecycle;

/// <summary>The inbox, the timeline and the status, as the store keeps them.</summary>
internal sealed class VirtualRecords(VirtualWorld world)
{
    internal const string Inbox = "inbox";
    internal const string Publishing = "publishing";
    private readonly Dictionary<string, Signal> _signals = [];
    private readonly Dictionary<string, SignalAnswer> _answers = [];
    private readonly SortedDictionary<long, TimelineEntry> _timeline = [];

    internal IReadOnlyList<TimelineEntry> Timeline => [.. _timeline.Values];

    internal IReadOnlyDictionary<string, SignalAnswer> Answers => _answers;

    internal ReleaseStatus? Status { get; private set; }

    internal IEnumerable<Signal> Unanswered => _signals.Values.Where(signal => !_answers.ContainsKey(signal.Id)).OrderBy(signal => signal.Id, StringComparer.Ordinal);

    /// <summary>Stores the signal, unless the end is shown already: then it is refused where it comes in.</summary>
    internal bool Store(Signal signal) => Status?.Outcome is null && _signals.TryAdd(signal.Id, signal);

    internal ReleaseEvent Read(Effect.ReadInbox read) => world.FaultOf(Inbox) == StoreFault.None
        ? new ReleaseEvent.InboxRead([.. Unanswered], read.GrowsIn is { } environment ? world.Restraints.StandingIn(environment, world.Now) : null)
        : read.Failed("503 from the store");

    internal ReleaseEvent Publish(Effect.Publish publish)
    {
        var fault = world.FaultOf(Publishing);
        if (fault is not StoreFault.Outage)
        {
            foreach (var entry in publish.Entries.Where(entry => _timeline.TryAdd(entry.Sequence, entry)))
            {
                world.Shown(entry);
            }

            foreach (var answer in publish.Answers)
            {
                _answers.TryAdd(answer.SignalId, answer);
            }

            Status = publish.Status;
        }

        return fault == StoreFault.None ? new ReleaseEvent.Published() : publish.Failed("503 from the store");
    }
}
