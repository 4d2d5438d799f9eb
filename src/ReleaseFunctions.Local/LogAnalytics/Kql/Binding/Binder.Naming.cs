using ReleaseFunctions.Local.LogAnalytics.Kql.Functions;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>The names of columns.</summary>
internal sealed partial class Binder
{
    private int NextUnnamed() => ++unnamed;

    private static string? SingleName(NamedExpression column) => column.Names.Count > 1
        ? throw KqlException.Semantic(column.Position, "Only one name fits here.")
        : column.Names is [var name] ? name : null;

    // What Kusto calls a column without a name of its own; null where it numbers it.
    private static string? DefaultName(Expression expression) => expression switch
    {
        Expression.Name name => name.Text,
        Expression.Member member => Joined(member.Target, member.Key),
        Expression.Element { Key: Expression.Literal { Value: string key } } element => Joined(element.Target, key),
        Expression.Element { Key: Expression.Literal { Value: long index } } element => Joined(element.Target, $"{index}"),
        Expression.Call { Function: "ingestion_time" } => "$IngestionTime",
        Expression.Call { Function: "column_ifexists" or "columnifexists" } call =>
            throw KqlException.Unsupported(call.Position, $"'{call.Function}' needs a name for its column here: Name = {call.Function}(...)."),
        Expression.Call { Arguments: [var first, ..] } call when ScalarFunctions.Find(call.Function) is { Names: { } names } && (call.Arguments.Count > 1 || Aggregates.Find(call.Function) is null) =>
            !names.Contains('*', StringComparison.Ordinal) ? names : DefaultName(first) is { } argument ? names.Replace("*", argument, StringComparison.Ordinal) : null,
        Expression.Call call when Aggregates.Find(call.Function) is { } aggregate => aggregate.ColumnName(call, DefaultName),
        _ => null,
    };

    private static string? Joined(Expression target, string key) => DefaultName(target) is { } name ? $"{name}_{key}" : null;
}
