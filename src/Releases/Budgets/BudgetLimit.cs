namespace Releases.Budgets;

/// <summary>How many requests a service takes within a time.</summary>
public sealed record BudgetLimit(long Requests, TimeSpan Per)
{
    /// <summary>Log Analytics, by the identity that asks, all its workspaces together.</summary>
    public static readonly BudgetLimit Queries = new(200, TimeSpan.FromSeconds(30));

    /// <summary>Metrics and alerts of Azure Monitor, by the identity that asks: what this service keeps itself to.</summary>
    public static readonly BudgetLimit Metrics = new(100, TimeSpan.FromSeconds(30));

    /// <summary>A storage account's target rate, an hour of it.</summary>
    public static readonly BudgetLimit Storage = new(20_000 * 3_600L, TimeSpan.FromHours(1));

    /// <summary>That of a store; <see langword="null"/> where its tier has none.</summary>
    public static BudgetLimit? Of(StoreTier tier) => tier switch
    {
        StoreTier.Free => new BudgetLimit(1_000, TimeSpan.FromDays(1)),
        StoreTier.Developer => new BudgetLimit(6_000, TimeSpan.FromHours(1)),
        StoreTier.Standard => new BudgetLimit(30_000, TimeSpan.FromHours(1)),
        StoreTier.Premium => null,
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "Unknown tier."),
    };
}
