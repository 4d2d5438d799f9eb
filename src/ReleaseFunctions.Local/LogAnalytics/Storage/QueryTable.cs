using ReleaseFunctions.Local.LogAnalytics.Kql;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>
/// A result. A cell is null, bool, int, long, double, string, <see cref="Guid"/>, <see cref="DateTime"/> (UTC), <see cref="TimeSpan"/>, or for dynamic
/// the JSON as a string.
/// </summary>
public sealed record QueryTable(IReadOnlyList<KqlColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>Whether there were more rows than were let through.</summary>
    public bool IsCut { get; init; }

    /// <summary>How the query wants to be drawn.</summary>
    public KqlRender? Render { get; init; }
}
