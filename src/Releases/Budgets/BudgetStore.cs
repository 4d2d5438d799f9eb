namespace Releases.Budgets;

/// <summary>The store of an environment's flags. Environments that share one share its limit.</summary>
/// <param name="Name">Its address, or whatever else tells it from other stores.</param>
public sealed record BudgetStore(string Environment, string Name, StoreTier Tier);
