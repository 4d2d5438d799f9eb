namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>What make-series calculates for each bin, and what stands in a bin without rows; null for zero.</summary>
internal sealed record SeriesAggregate(NamedExpression Value, Expression? Default);
