using Releases.Leases;

namespace ReleaseFunctions.Tests.World;

/// <summary>Who holds what; nobody is overtaken.</summary>
internal sealed class MemoryLeases : ILeases
{
    private readonly Lock _lock = new();
    private readonly List<LeaseClaim> _claims = [];

    public Task<LeaseTaking> TakeAsync(
        string releaseId, IReadOnlyList<LeaseName> names, DateTimeOffset since, DateTimeOffset now, bool waits, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var conflicts = _claims.Where(claim => claim.ReleaseId != releaseId && (claim.Holds || claim.IsBefore(releaseId, since)))
                .Select(claim => claim.ConflictWith(names)).OfType<LeaseConflict>().ToList();
            if (conflicts.Count == 0 || waits)
            {
                _claims.RemoveAll(claim => claim.ReleaseId == releaseId);
                _claims.Add(new LeaseClaim(releaseId, conflicts.Count == 0 ? now : since, names, Holds: conflicts.Count == 0));
            }

            return Task.FromResult<LeaseTaking>(conflicts.Count == 0 ? new LeaseTaking.Taken() : new LeaseTaking.Busy(conflicts));
        }
    }

    public Task FreeAsync(string releaseId, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _claims.RemoveAll(claim => claim.ReleaseId == releaseId);
            return Task.CompletedTask;
        }
    }

    public Task<IReadOnlyList<LeaseClaim>> ClaimsAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<LeaseClaim>>([.. _claims]);
        }
    }
}
