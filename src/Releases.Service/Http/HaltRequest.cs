using Releases.Governance;
using Releases.Leases;

namespace Releases.Service.Http;

/// <summary>The body of a halt.</summary>
/// <param name="Reason">Why: it is shown in the status of every release that waits for the halt to be lifted.</param>
public sealed record HaltRequest(string? Reason);

/// <summary>Whether everything is halted.</summary>
/// <param name="Halt">Who has halted it, since when and why; of a halt that was just lifted, what it was.</param>
public sealed record HaltResponse(bool Halted, Halt? Halt);

/// <summary>The freezes that are in force or to come, in the order in which they begin.</summary>
public sealed record FreezeList(IReadOnlyList<Freeze> Freezes);

/// <summary>What releases hold or wait for, the oldest claim first.</summary>
public sealed record LeaseList(IReadOnlyList<LeaseClaimed> Claims);

/// <summary>What one release holds or waits for.</summary>
/// <param name="Holds">Whether it holds them, or waits for all of them.</param>
/// <param name="Names">E.g. <c>flag orders.enrichment-v2 of production</c>.</param>
public sealed record LeaseClaimed(string ReleaseId, bool Holds, DateTimeOffset Since, IReadOnlyList<string> Names)
{
    internal static LeaseClaimed Of(LeaseClaim claim) => new(claim.ReleaseId, claim.Holds, claim.Since, [.. claim.Names.Select(name => name.Text)]);
}

/// <summary>The audit trail, newest first.</summary>
public sealed record AuditTrail(IReadOnlyList<AuditEntry> Entries);
