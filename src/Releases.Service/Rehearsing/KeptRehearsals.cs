using Releases.Records;
using Releases.Rehearsals.Reports;
using Releases.Service.Planning;

namespace Releases.Service.Rehearsing;

/// <summary>Reports of rehearsals, by the hash of the plan and the time: what says that a plan was rehearsed.</summary>
public sealed class KeptRehearsals(IReleaseDocuments documents, TimeProvider time)
{
    private readonly DatedReports _reports = new(documents, time, "rehearsals", good: "complete", other: "part");

    /// <summary>Keeps a report, complete or not.</summary>
    public Task KeepAsync(RehearsalReport report, CancellationToken cancellationToken) => _reports.KeepAsync(report.PlanHash, report, report.Complete, cancellationToken);

    /// <summary>When this very plan was last rehearsed against everything that it calls for; <see langword="null"/> if never.</summary>
    public Task<DateTimeOffset?> LastAsync(string planHash, CancellationToken cancellationToken) => _reports.LastAsync(planHash, cancellationToken);
}
