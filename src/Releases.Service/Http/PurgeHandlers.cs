using Microsoft.AspNetCore.Http;
using Releases.Governance;
using Releases.Leases;
using Releases.Records;
using Releases.Service.Access;
using Releases.Service.Performing;

namespace Releases.Service.Http;

/// <summary>
/// Removing all that is kept of a release, which is possible only after its end: before that, ending it from outside means to abort it, so that
/// its flags are put back. What stays is an entry in the audit trail, and the pinned plan, which other releases may share.
/// </summary>
public sealed class PurgeHandlers(IReleaseRecords records, IReleaseDocuments documents, ILeases leases, IGovernance governance, IReleaseEngine engine, TimeProvider time)
{
    public async Task<IResult> PurgeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var id = ReleaseHandlers.IdOf(request);
        if (!ReleaseId.IsValid(id) || await records.FindAsync(id, cancellationToken) is not { } status)
        {
            return ReleaseHandlers.Unknown(request);
        }

        if (status.Phase != ReleasePhase.Ended)
        {
            return Problems.Conflict($"'{id}' has not ended. Abort it first, so that its flags are put back: POST /api/releases/{id}/signals with {{\"kind\": \"abort\"}}.");
        }

        if (!await engine.ForgetAsync(id, cancellationToken))
        {
            return Problems.Conflict($"'{id}' has come to its end and is still tidying up. Try again in a moment.");
        }

        // The trail first and the status last: what is broken off in between can be repeated, and nothing is removed that is not in the trail.
        var reason = ReleaseHandlers.ReasonOf(request);
        var what = FormattableString.Invariant($"{id}, which {status.StartedBy} had started at {status.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC and which ended {status.Outcome}; plan {status.PlanHash}");
        await governance.AuditAsync(new AuditEntry(time.GetUtcNow(), Caller.Of(request).Name, "purged", what, reason.Length == 0 ? null : reason), cancellationToken);
        await leases.FreeAsync(id, cancellationToken);
        await documents.RemoveAsync(Captures.FolderOf(id), cancellationToken);
        await records.RemoveAsync(id, cancellationToken);
        return Results.NoContent();
    }
}
