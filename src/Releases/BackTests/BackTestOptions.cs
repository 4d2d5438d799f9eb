namespace Releases.BackTests;

/// <summary>Which past a plan is tried on, and how.</summary>
public sealed record BackTestOptions
{
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset Until { get; init; }

    /// <summary>Time between two starts; <see langword="null"/> for as long as a release takes, so that they do not overlap.</summary>
    public TimeSpan? Step { get; init; }

    /// <summary>How often each start is tried, each time with other units exposed.</summary>
    public int Dealings { get; init; } = 1;

    /// <summary>The column that says which unit a row is of; <see langword="null"/> for what the plan's comparisons say, or else each row by itself.</summary>
    public string? Unit { get; init; }

    public Regression? Regression { get; init; }

    public IReadOnlyList<Incident> Incidents { get; init; } = [];
}
