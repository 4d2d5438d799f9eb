using ReleaseFunctions.Local.LogAnalytics.Kql;

namespace ReleaseFunctions.Local.LogAnalytics.Storage;

/// <summary>
/// A result. A cell is null, bool, int, long, double, string, <see cref="Guid"/>, <see cref="DateTime"/> (UTC), <see cref="TimeSpan"/>, or for dynamic
/// the JSON as a string.
/// </summary>
public sealed record QueryTable(IReadOnlyList<KqlColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);
