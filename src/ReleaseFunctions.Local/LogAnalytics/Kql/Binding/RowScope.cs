namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>What an expression can name: the columns of its row, and the names bound by let.</summary>
/// <param name="Row">The row's table; null where there is none, as in print.</param>
/// <param name="Summarizing">Set where aggregates are allowed, and columns only within them.</param>
/// <param name="Windows">Where what looks at other rows puts its columns; null where that is not allowed.</param>
internal sealed record RowScope(Names Names, Relation? Row, bool Summarizing = false, WindowColumns? Windows = null);
