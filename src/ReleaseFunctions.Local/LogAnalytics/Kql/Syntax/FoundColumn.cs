namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>A column that find shows, and the type that it is brought to; null for the one it has.</summary>
internal sealed record FoundColumn(int Position, string Name, KqlType? Type);
