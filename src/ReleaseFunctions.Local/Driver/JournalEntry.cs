namespace ReleaseFunctions.Local.Driver;

/// <summary>A release as the journal has it.</summary>
/// <param name="State">Its state document.</param>
/// <param name="Effect">What it was about to do; it may have been done.</param>
public sealed record JournalEntry(string Id, string State, string? Effect);
