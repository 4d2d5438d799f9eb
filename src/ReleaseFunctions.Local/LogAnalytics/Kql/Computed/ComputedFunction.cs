namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>What the generated SQL calls and C# calculates: texts in, a text out. A null among the arguments makes null without a call.</summary>
/// <param name="Name">Its name in the SQL.</param>
internal sealed record ComputedFunction(string Name, Func<IReadOnlyList<string>, string?> Calculate);
