namespace ReleaseFunctions.Local.Tests.Adapters.Readers;

/// <summary>What one client saw of one flag.</summary>
/// <param name="Seen">For each unit state and variant, e.g. <c>on new</c>; null if it could not read the flag.</param>
internal sealed record Reading(IReadOnlyList<string>? Seen, string? Error = null);
