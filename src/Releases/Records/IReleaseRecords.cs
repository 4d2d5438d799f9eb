namespace Releases.Records;

/// <summary>What is kept of releases beside the state that a driver carries: the index, the timeline and the inbox of signals.</summary>
public interface IReleaseRecords
{
    /// <summary>Enters a new release, unless its id is there already.</summary>
    /// <returns>The status that is there now, and whether this call has made it.</returns>
    Task<(ReleaseStatus Status, bool Created)> CreateAsync(ReleaseStatus status, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the status, adds the entries and files the answers with their signals, in one transaction.
    /// Repeating it changes nothing; an older status never replaces a newer one.
    /// </summary>
    Task PublishAsync(ReleaseStatus status, IReadOnlyList<TimelineEntry> entries, IReadOnlyList<SignalAnswer> answers, CancellationToken cancellationToken);

    Task<ReleaseStatus?> FindAsync(string releaseId, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    /// <param name="top">At most so many, 1 to 1,000.</param>
    Task<IReadOnlyList<ReleaseStatus>> ListAsync(int top, CancellationToken cancellationToken);

    /// <summary>The ids of all releases that have not ended, newest first. Costs the same however many there are, up to 1,000 of them.</summary>
    Task<IReadOnlyList<string>> OpenAsync(CancellationToken cancellationToken);

    /// <summary>The entries after the given sequence number, in order.</summary>
    Task<IReadOnlyList<TimelineEntry>> TimelineAsync(string releaseId, long after, CancellationToken cancellationToken);

    /// <summary>Removes everything that is kept of a release. Repeating it, also after it was broken off, comes to the same.</summary>
    Task RemoveAsync(string releaseId, CancellationToken cancellationToken);

    /// <summary>Stores a signal. Storing one with the same id again changes nothing.</summary>
    Task StoreAsync(string releaseId, Signal signal, CancellationToken cancellationToken);

    /// <summary>The signals that have no answer yet, in the order of their ids.</summary>
    Task<IReadOnlyList<Signal>> InboxAsync(string releaseId, CancellationToken cancellationToken);

    /// <summary>One signal and, once the release has taken it, its answer.</summary>
    Task<(Signal Signal, SignalAnswer? Answer)?> FindSignalAsync(string releaseId, string signalId, CancellationToken cancellationToken);
}
