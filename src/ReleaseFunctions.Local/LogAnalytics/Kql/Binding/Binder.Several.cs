using ReleaseFunctions.Local.LogAnalytics.Kql.Functions;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>The columns that one expression of extend, project or print makes.</summary>
internal sealed partial class Binder
{
    /// <summary>Each with the name that it was given or would get by itself; null where Kusto numbers it.</summary>
    private List<(string? Name, bool IsGiven, Scalar Value)> BindColumns(NamedExpression column, RowScope row)
    {
        if (column.Value is not Expression.Call call || row.Names.Find(call.Function) is Binding.Function || SeveralColumns.Of(call, DefaultName, () => Site(call, row)) is not { } several)
        {
            var value = BindScalar(column.Value, row);
            return [(SingleName(column) ?? DefaultName(column.Value), column.Names.Count > 0, value)];
        }

        return column.Names.Count > several.Count
            ? throw KqlException.Semantic(column.Position, $"There are {column.Names.Count} names for {several.Count} columns.")
            : [.. several.Select((part, index) => (index < column.Names.Count ? column.Names[index] : (string?)part.Name, index < column.Names.Count, part.Value))];
    }

    private CallSite Site(Expression.Call call, RowScope row) =>
        new(this, call, row, [.. call.Arguments.Select(argument => argument is Expression.TypeOf ? null : BindScalar(argument, row))]);
}
