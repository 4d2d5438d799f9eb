using Releases.Preflights;
using Releases.Records;

namespace Releases.Service.Planning;

/// <summary>What preflights have found, by the hash of the plan and the time: what says that a plan can be judged by the telemetry that there is.</summary>
public sealed class KeptPreflights(IReleaseDocuments documents, TimeProvider time)
{
    private readonly DatedReports _reports = new(documents, time, "preflights", good: "passed", other: "failed");

    /// <summary>Keeps what was found, good or not.</summary>
    public Task KeepAsync(string planHash, Preflight preflight, CancellationToken cancellationToken) =>
        _reports.KeepAsync(planHash, preflight, preflight.Passes, cancellationToken);

    /// <summary>When a preflight of this very plan has last found no error; <see langword="null"/> if never.</summary>
    public Task<DateTimeOffset?> LastAsync(string planHash, CancellationToken cancellationToken) => _reports.LastAsync(planHash, cancellationToken);
}
