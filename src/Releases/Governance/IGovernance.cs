namespace Releases.Governance;

/// <summary>What people have laid down for all releases: the halt, the freeze calendar, and the audit trail of who did so.</summary>
public interface IGovernance
{
    /// <summary>The halt and the freezes that are in force or to come, read in one request: right before every write that lets exposure grow.</summary>
    Task<Restraints> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Halts everything. If it is halted already, that halt stays as it is.</summary>
    /// <returns>The halt that is in force.</returns>
    Task<Halt> HaltAsync(Halt halt, CancellationToken cancellationToken);

    /// <summary>Lifts the halt.</summary>
    /// <returns>The halt that was lifted, or <see langword="null"/> if there was none.</returns>
    Task<Halt?> LiftAsync(string by, DateTimeOffset now, string? reason, CancellationToken cancellationToken);

    /// <summary>Enters a freeze, and forgets those that are over.</summary>
    /// <returns>Whether there was room for it in the calendar.</returns>
    Task<bool> FreezeAsync(Freeze freeze, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Takes a freeze out of the calendar, in force or not.</summary>
    /// <returns>The freeze, or <see langword="null"/> if there is none with this id.</returns>
    Task<Freeze?> UnfreezeAsync(string id, string by, DateTimeOffset now, string? reason, CancellationToken cancellationToken);

    /// <summary>Adds an entry to the audit trail; the methods above do so by themselves, together with what they change.</summary>
    Task AuditAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    /// <param name="top">At most so many, 1 to 1,000.</param>
    Task<IReadOnlyList<AuditEntry>> AuditTrailAsync(int top, CancellationToken cancellationToken);
}
