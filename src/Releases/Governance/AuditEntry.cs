namespace Releases.Governance;

/// <summary>Something that a person did to the service as a whole, rather than to one running release.</summary>
/// <param name="Did">E.g. <c>halted</c>, <c>lifted</c>, <c>froze</c>, <c>unfroze</c>, <c>purged</c>.</param>
/// <param name="What">What it was done to, in words.</param>
public sealed record AuditEntry(DateTimeOffset At, string By, string Did, string What, string? Reason);
