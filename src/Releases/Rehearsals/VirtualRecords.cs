using Releases.Governance;
using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Rehearsals;

/// <summary>One release's inbox, timeline and status, as the store keeps them.</summary>
public sealed class VirtualRecords(Agenda agenda, FaultPlan faults)
{
    private readonly Dictionary<string, Signal> _signals = [];
    private readonly SortedDictionary<string, Signal> _unanswered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SignalAnswer> _answers = [];
    private readonly SortedDictionary<long, TimelineEntry> _timeline = [];

    /// <summary>Is told of every entry when people first see it.</summary>
    public Action<TimelineEntry>? Shown { get; set; }

    public IReadOnlyList<TimelineEntry> Timeline => [.. _timeline.Values];

    public IReadOnlyDictionary<string, SignalAnswer> Answers => _answers;

    public ReleaseStatus? Status { get; private set; }

    /// <summary>The halt and the freezes of now.</summary>
    public Restraints Restraints { get; set; } = new(null, []);

    public IEnumerable<Signal> Unanswered => _unanswered.Values;

    public bool IsUnanswered(Signal signal) => _unanswered.ContainsKey(signal.Id);

    public Signal? Find(string signalId) => _signals.GetValueOrDefault(signalId);

    /// <summary>Stores the signal, unless the end is shown already: then it is refused where it comes in.</summary>
    public bool Store(Signal signal)
    {
        if (Status?.Outcome is not null || !_signals.TryAdd(signal.Id, signal))
        {
            return false;
        }

        _unanswered.Add(signal.Id, signal);
        return true;
    }

    public ReleaseEvent Read(Effect.ReadInbox read) => faults.Of(VirtualStores.Inbox, agenda.Now) == StoreFault.None
        ? new ReleaseEvent.InboxRead([.. Unanswered], read.GrowsIn is { } environment ? Restraints.StandingIn(environment, agenda.Now) : null)
        : read.Failed("503 from the store");

    public ReleaseEvent Publish(Effect.Publish publish)
    {
        var fault = faults.Of(VirtualStores.Publishing, agenda.Now);
        if (fault is not (StoreFault.Outage or StoreFault.Throttled or StoreFault.TimedOut))
        {
            foreach (var answer in publish.Answers)
            {
                _answers.TryAdd(answer.SignalId, answer);
                _unanswered.Remove(answer.SignalId);
            }

            Status = publish.Status;
            foreach (var entry in publish.Entries.Where(entry => _timeline.TryAdd(entry.Sequence, entry)))
            {
                Shown?.Invoke(entry);
            }
        }

        return fault == StoreFault.None ? new ReleaseEvent.Published() : publish.Failed("503 from the store");
    }
}
