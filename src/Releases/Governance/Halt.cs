namespace Releases.Governance;

/// <summary>No exposure grows anywhere until a person lifts it.</summary>
public sealed record Halt(string By, DateTimeOffset Since, string Reason);
