namespace Releases.Plans;

/// <summary>A feature flag that the release moves.</summary>
/// <param name="Key">The flag's id in App Configuration, without the store's prefix.</param>
/// <param name="RemoveBy">When the flag is to be gone from the code; for exposure and experimental flags.</param>
public sealed record FlagDeclaration(string Key, FlagCategory Category, string Owner, DateOnly? RemoveBy);
