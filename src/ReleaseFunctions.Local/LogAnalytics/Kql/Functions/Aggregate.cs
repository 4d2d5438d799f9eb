using System.Globalization;
using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>A built-in aggregate of one column.</summary>
/// <param name="Prefix">What the default name of its column begins with; the argument's name follows.</param>
internal sealed record Aggregate(string Name, int Fewest, int Most, string Prefix, Func<AggregateSite, Scalar> Calculate)
{
    public Scalar Build(AggregateSite site)
    {
        if (site.Count < Fewest || site.Count > Most)
        {
            var wanted = Fewest == Most ? $"{Fewest}" : $"{Fewest} to {Most}";
            throw KqlException.Semantic(site.Call.Position, $"The aggregate '{Name}' takes {wanted} arguments, not {site.Count}.");
        }

        return Calculate(site);
    }

    /// <summary>The name that Kusto gives to the column, such as <c>sum_Rows</c> or <c>percentile_DurationMs_95</c>.</summary>
    public string? ColumnName(Expression.Call call, Func<Expression, string?> nameOf)
    {
        var argument = call.Arguments.Count == 0 ? "" : nameOf(call.Arguments[0]) ?? "";
        if (Prefix.Length == 0)
        {
            return argument.Length > 0 ? argument : null;
        }

        return Name is "percentile" or "percentilew" && call.Arguments.Count > 1 ? $"{Prefix}{argument}_{Rank(call.Arguments[^1])}" : Prefix + argument;
    }

    /// <summary>A percentile as part of a name: 99.9 is 99_9.</summary>
    public static string Rank(Expression percentile) => percentile is Expression.Literal { Value: IFormattable number }
        ? number.ToString(format: null, CultureInfo.InvariantCulture).Replace('.', '_')
        : "";
}
