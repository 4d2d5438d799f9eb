using Releases.Records;

namespace ReleaseFunctions.Tests.World;

/// <summary>Status, timeline and inbox of all releases; each call is one transaction.</summary>
internal sealed class MemoryRecords : IReleaseRecords
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ReleaseStatus> _statuses = [];
    private readonly Dictionary<string, SortedDictionary<long, TimelineEntry>> _timelines = [];
    private readonly Dictionary<string, SortedDictionary<string, (Signal Signal, List<SignalAnswer> Answers)>> _inboxes = [];

    /// <summary>Every answer that was published to a signal, repetitions included.</summary>
    internal IReadOnlyList<IReadOnlyList<SignalAnswer>> AnswersOf(string releaseId) =>
        Locked(() => (IReadOnlyList<IReadOnlyList<SignalAnswer>>)[.. _inboxes[releaseId].Values.Select(row => row.Answers.ToList())]);

    internal ReleaseStatus StatusOf(string releaseId) => Locked(() => _statuses[releaseId]);

    internal IReadOnlyList<TimelineEntry> TimelineOf(string releaseId) => Locked(() => (IReadOnlyList<TimelineEntry>)[.. _timelines[releaseId].Values]);

    public Task<(ReleaseStatus Status, bool Created)> CreateAsync(ReleaseStatus status, CancellationToken cancellationToken) => Task.FromResult(Locked(() =>
    {
        var created = _statuses.TryAdd(status.Id, status);
        if (created)
        {
            _timelines[status.Id] = [];
            _inboxes[status.Id] = new SortedDictionary<string, (Signal, List<SignalAnswer>)>(StringComparer.Ordinal);
        }

        return (_statuses[status.Id], created);
    }));

    public Task PublishAsync(ReleaseStatus status, IReadOnlyList<TimelineEntry> entries, IReadOnlyList<SignalAnswer> answers, CancellationToken cancellationToken) => Task.FromResult(Locked(() =>
    {
        if (status.Sequence >= _statuses[status.Id].Sequence)
        {
            _statuses[status.Id] = status;
        }

        foreach (var entry in entries)
        {
            _timelines[status.Id].TryAdd(entry.Sequence, entry);
        }

        foreach (var answer in answers)
        {
            _inboxes[status.Id][answer.SignalId].Answers.Add(answer);
        }

        return true;
    }));

    public Task<ReleaseStatus?> FindAsync(string releaseId, CancellationToken cancellationToken) => Task.FromResult(Locked(() => _statuses.GetValueOrDefault(releaseId)));

    public Task<IReadOnlyList<ReleaseStatus>> ListAsync(int top, CancellationToken cancellationToken) =>
        Task.FromResult(Locked(() => (IReadOnlyList<ReleaseStatus>)[.. _statuses.Values.OrderByDescending(status => status.StartedAt).Take(top)]));

    public Task<IReadOnlyList<string>> OpenAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Locked(() => (IReadOnlyList<string>)[.. _statuses.Values.Where(status => status.Phase != ReleasePhase.Ended).Select(status => status.Id)]));

    public Task<IReadOnlyList<TimelineEntry>> TimelineAsync(string releaseId, long after, CancellationToken cancellationToken) =>
        Task.FromResult(Locked(() => (IReadOnlyList<TimelineEntry>)[.. _timelines[releaseId].Values.Where(entry => entry.Sequence > after)]));

    public Task RemoveAsync(string releaseId, CancellationToken cancellationToken) =>
        Task.FromResult(Locked(() => _timelines.Remove(releaseId) && _inboxes.Remove(releaseId) && _statuses.Remove(releaseId)));

    public Task StoreAsync(string releaseId, Signal signal, CancellationToken cancellationToken) => Task.FromResult(Locked(() => _inboxes[releaseId].TryAdd(signal.Id, (signal, []))));

    public Task<IReadOnlyList<Signal>> InboxAsync(string releaseId, CancellationToken cancellationToken) =>
        Task.FromResult(Locked(() => (IReadOnlyList<Signal>)[.. _inboxes[releaseId].Values.Where(row => row.Answers.Count == 0).Select(row => row.Signal)]));

    public Task<(Signal Signal, SignalAnswer? Answer)?> FindSignalAsync(string releaseId, string signalId, CancellationToken cancellationToken) => Task.FromResult(Locked(() =>
        _inboxes[releaseId].TryGetValue(signalId, out var row) ? (row.Signal, row.Answers.FirstOrDefault()) : ((Signal, SignalAnswer?)?)null));

    private T Locked<T>(Func<T> action)
    {
        lock (_lock)
        {
            return action();
        }
    }
}
