using Microsoft.AspNetCore.Http;
using Releases.Records;
using Releases.Service.Ledgers;

namespace Releases.Service.Http;

/// <summary>What a release has touched.</summary>
public sealed class LedgerHandlers(ExposureLedger ledger, IReleaseRecords records)
{
    public async Task<IResult> ShowAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var id = ReleaseHandlers.IdOf(request);
        return ReleaseId.IsValid(id) && await records.FindAsync(id, cancellationToken) is { } status
            ? ReleaseHandlers.Json(new Ledger(await ledger.ReadAsync(status, cancellationToken)))
            : ReleaseHandlers.Unknown(request);
    }
}
