using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>
/// Columns that look at other rows than their own. SQL calculates them in a SELECT of their own, one around the other, because one may
/// be an argument of the next.
/// </summary>
internal sealed class WindowColumns(Relation input, Func<string> fresh)
{
    private readonly List<string> columns = [];
    private string? ordinal;

    /// <summary>Adds a column and returns its name in the SQL.</summary>
    /// <param name="sql">What it is, before its OVER.</param>
    /// <param name="part">What parts the rows; nothing for all.</param>
    /// <exception cref="KqlException">The rows have no order.</exception>
    public string Add(Expression.Call call, string sql, string part = "", string rows = "")
    {
        if (!input.Serialized)
        {
            throw KqlException.Semantic(call.Position, $"'{call.Function}' needs rows in an order: sort them, or write serialize, before it.");
        }

        ordinal ??= Column($"row_number() OVER ({input.OrderBy.Trim()})");
        var parts = string.Join(", ", input.InParts(part.Length == 0 ? [] : [part]));
        var frame = parts.Length == 0 ? "" : $"PARTITION BY {parts}";
        return Column($"{sql} OVER ({frame} ORDER BY {ordinal} {rows})");
    }

    /// <summary>The input with these columns; they are gone with the next list of columns.</summary>
    public Relation Apply() => input with { Sql = columns.Aggregate(input.Sql, (sql, column) => $"SELECT *, {column} FROM ({sql}) AS q") };

    private string Column(string sql)
    {
        var name = fresh();
        columns.Add($"{sql} AS {name}");
        return name;
    }
}
