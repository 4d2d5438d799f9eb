using Releases.Governance;

namespace ReleaseFunctions.Tests.World;

/// <summary>A halt and freezes as a test lays them down.</summary>
internal sealed class MemoryGovernance : IGovernance
{
    /// <summary>What is in force.</summary>
    internal Restraints Restraints { get; set; } = new(null, []);

    public Task<Restraints> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken) => Task.FromResult(Restraints);

    public Task<Halt> HaltAsync(Halt halt, CancellationToken cancellationToken)
    {
        Restraints = Restraints with { Halt = Restraints.Halt ?? halt };
        return Task.FromResult(Restraints.Halt!);
    }

    public Task<Halt?> LiftAsync(string by, DateTimeOffset now, string? reason, CancellationToken cancellationToken)
    {
        var lifted = Restraints.Halt;
        Restraints = Restraints with { Halt = null };
        return Task.FromResult(lifted);
    }

    public Task<bool> FreezeAsync(Freeze freeze, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Restraints = Restraints with { Freezes = [.. Restraints.Freezes, freeze] };
        return Task.FromResult(true);
    }

    public Task<Freeze?> UnfreezeAsync(string id, string by, DateTimeOffset now, string? reason, CancellationToken cancellationToken)
    {
        var ended = Restraints.Freezes.FirstOrDefault(freeze => freeze.Id == id);
        Restraints = Restraints with { Freezes = [.. Restraints.Freezes.Where(freeze => freeze != ended)] };
        return Task.FromResult(ended);
    }

    public Task AuditAsync(AuditEntry entry, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<AuditEntry>> AuditTrailAsync(int top, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<AuditEntry>>([]);
}
