namespace ReleaseFunctions.Local.LogAnalytics.Kql;

/// <summary>A column of a table or of a result.</summary>
public sealed record KqlColumn(string Name, KqlType Type);

/// <summary>A table that queries can name.</summary>
public sealed record KqlTable(string Name, IReadOnlyList<KqlColumn> Columns);
