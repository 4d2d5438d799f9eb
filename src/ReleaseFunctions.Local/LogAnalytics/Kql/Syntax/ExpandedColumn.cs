namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>What mv-expand takes apart, and the type that its elements get; null for dynamic.</summary>
internal sealed record ExpandedColumn(NamedExpression Value, KqlType? Type);
