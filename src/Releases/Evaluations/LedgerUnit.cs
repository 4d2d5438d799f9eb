namespace Releases.Evaluations;

/// <summary>A unit that the new path has touched.</summary>
/// <param name="Unit">As the clients name it: a partition, a tenant, a batch.</param>
/// <param name="First">When a client first evaluated the flag as on for it.</param>
/// <param name="Last">When one last did.</param>
/// <param name="Evaluations">How often.</param>
public sealed record LedgerUnit(string Unit, DateTimeOffset First, DateTimeOffset Last, long Evaluations);
