namespace Releases.Lifecycle;

/// <summary>What somebody else has made of flags is being taken over.</summary>
/// <param name="By">Who has decided that, and why.</param>
/// <param name="Keep">Whether a rollback is to go back to what is taken over, instead of to what was captured.</param>
/// <param name="Retry">When it is tried again, if there was no clear answer.</param>
public sealed record Adoption(string By, bool Keep, Retry? Retry = null);
