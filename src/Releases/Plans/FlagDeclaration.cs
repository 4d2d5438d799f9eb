namespace Releases.Plans;

/// <summary>A feature flag that the release moves.</summary>
/// <param name="Key">The flag's id in App Configuration, without the store's prefix.</param>
/// <param name="RemoveBy">When the flag is to be gone from the code; for exposure and experimental flags.</param>
/// <param name="Order">Its order group: within a stage lower ones are written before higher ones, and put back after them; 1 to 10.</param>
/// <param name="Together">A name that it shares with the flags that must be on for the same units; <see langword="null"/> for none.</param>
public sealed record FlagDeclaration(string Key, FlagCategory Category, string Owner, DateOnly? RemoveBy, int Order = PlanDefaults.Order, string? Together = null);
