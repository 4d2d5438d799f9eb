namespace Releases.Budgets;

/// <summary>The pricing tier of an App Configuration store: how many requests it takes before it answers 429.</summary>
public enum StoreTier
{
    /// <summary>30,000 requests an hour.</summary>
    Standard,

    /// <summary>1,000 requests a day.</summary>
    Free,

    /// <summary>6,000 requests an hour.</summary>
    Developer,

    /// <summary>No limit on requests.</summary>
    Premium,
}
