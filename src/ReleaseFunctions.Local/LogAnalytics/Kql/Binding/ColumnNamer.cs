using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>Names a result's columns as Kusto does: a name that was given must be unique, a default one gets a number.</summary>
/// <param name="next">Numbers the columns without a name, throughout the query.</param>
internal sealed class ColumnNamer(Func<int> next)
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>Takes a name that must be free.</summary>
    public string Reserve(int position, string name) => taken.Add(name)
        ? name
        : throw KqlException.Semantic(position, $"There already is a column '{name}'.");

    /// <summary>Takes the name, with a number behind it where it is taken.</summary>
    public string Free(string name)
    {
        var candidate = name;
        for (var number = 1; !taken.Add(candidate); number++)
        {
            candidate = name + number;
        }

        return candidate;
    }

    /// <summary>The name for a column; <c>Column1</c> and so on where the expression suggests none.</summary>
    public string Take(NamedExpression column, string? name, bool isGiven)
    {
        if (name is null)
        {
            return Free($"Column{next()}");
        }

        return isGiven || column.Value is Expression.Name ? Reserve(column.Position, name) : Free(name);
    }
}
