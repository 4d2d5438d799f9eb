using ReleaseFunctions.Local.LogAnalytics.Kql.Functions;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>search, find, and an asterisk in place of a column: what any column says.</summary>
internal sealed partial class Binder
{
    private static readonly HashSet<string> TextTests = new(
        ["has", "hasprefix", "hassuffix", "contains", "startswith", "endswith", "has_cs", "hasprefix_cs", "hassuffix_cs", "contains_cs", "startswith_cs", "endswith_cs", "=~", "matches regex"],
        StringComparer.Ordinal);

    private Relation BindSearch(Operator.Search search, Relation? piped, string? label, Names scopeNames)
    {
        const string Source = "$table";
        if (piped is not null && search.Tables is not null)
        {
            throw KqlException.Semantic(search.Position, "search looks in what is piped into it, or in the tables that it names, not in both.");
        }

        if (piped?.Partition is not null)
        {
            throw KqlException.Unsupported(search.Position, "search is not supported within mv-apply and partition.");
        }

        var union = new Operator.Union(search.Position, Inner: false, Fuzzy: false, Source, search.Tables ?? AllTables(search.Position));
        var rows = piped is not null ? Unite(union, [piped], [label ?? "union_arg0"]) : BindUnion(union, first: null, scopeNames);
        var searched = rows with { Columns = [.. rows.Columns.Where(column => column.Name != Source)] };
        var predicate = BindTerms(search.Predicate, new RowScope(scopeNames, searched), search.CaseSensitive);
        return rows with { Sql = $"SELECT * FROM ({rows.Sql}) AS q WHERE {predicate.Sql}" };
    }

    private static List<Pipeline> AllTables(int position) => [new Pipeline(position, new Source.Tables(position, new NamePattern(position, "*", Wildcard: true)), [])];

    /// <summary>A predicate in which a string that stands by itself is a term that some column must have.</summary>
    private Scalar BindTerms(Expression predicate, RowScope row, bool sensitive)
    {
        switch (predicate)
        {
            case Expression.Star:
                return Scalar.Literal(KqlType.Bool, value: true);
            case Expression.Literal { Type: KqlType.String, Value: string term } literal:
                return AnyOf(row.Row!.Columns, column => HasTerm(literal.Position, AsText(column.Scalar), term, sensitive));
            case Expression.Binary { Operator: ":", Right: Expression.Literal { Type: KqlType.String, Value: string term } } within:
                return within.Left is Expression.Star
                    ? BindTerms(within.Right, row, sensitive)
                    : HasTerm(within.Position, AsText(BindScalar(within.Left, row)), term, sensitive);
            case Expression.Binary { Operator: ":" } within:
                throw KqlException.Unsupported(within.Position, "After ':' a string is supported only.");
            case Expression.Logical logical:
                var parts = logical.Parts.Select(part => BindTerms(part, row, sensitive)).ToList();
                return new Scalar(KqlType.Bool, "(" + string.Join(logical.IsAnd ? " AND " : " OR ", parts.Select(part => part.Sql)) + ")", parts.Exists(part => part.Nullable));
            case Expression.Call { Function: "not", Arguments: [var inner] }:
                return Comparison.Not(BindTerms(inner, row, sensitive));
            case Expression.Binary { Operator: var op } binary when sensitive:
                return BindPredicate(binary with { Operator = op == "=~" ? "==" : op == "!~" ? "!=" : TextTests.Contains(op.TrimStart('!') + "_cs") ? op + "_cs" : op }, row);
            default:
                return BindPredicate(predicate, row);
        }
    }

    // An asterisk at an end of the term lets words go on there.
    private static Scalar HasTerm(int position, Scalar text, string term, bool sensitive)
    {
        var (start, end) = (term.StartsWith('*'), term.EndsWith('*'));
        var inner = term.Trim('*');
        if (inner.Length == 0)
        {
            return Scalar.Literal(KqlType.Bool, value: true);
        }

        if (inner.Contains('*', StringComparison.Ordinal))
        {
            var pattern = string.Join(".*", term.Split('*', StringSplitOptions.RemoveEmptyEntries).Select(TextOperators.EscapeForRe2));
            var regex = $"(?s{(sensitive ? "" : "i")}){(start ? "" : @"\b")}{pattern}{(end ? "" : @"\b")}";
            return TextOperators.Bind(position, "matches regex", text, Scalar.Literal(KqlType.String, regex));
        }

        var op = (start, end) switch { (true, true) => "contains", (true, false) => "hassuffix", (false, true) => "hasprefix", _ => "has" };
        return TextOperators.Bind(position, sensitive ? op + "_cs" : op, text, Scalar.Literal(KqlType.String, inner));
    }

    private Scalar BindAnyColumn(Expression.Binary test, RowScope row)
    {
        if (row.Row is not { } table || row.Summarizing)
        {
            throw KqlException.Semantic(test.Left.Position, "'*' has a meaning only for the columns of a row.");
        }

        var value = BindScalar(test.Right, row);
        return test.Operator == "==" ? AnyOf(table.Columns.Where(column => Comparable(column.Type, value.Type)), column => Comparison.Bind(test.Position, "==", column.Scalar, value))
            : TextTests.Contains(test.Operator) ? AnyOf(table.Columns, column => TextOperators.Bind(test.Position, test.Operator, AsText(column.Scalar), value))
            : throw KqlException.Unsupported(test.Position, $"'*' before '{test.Operator}' is not supported: it goes with ==, has, contains, startswith, endswith and their kin.");
    }

    private static bool Comparable(KqlType column, KqlType value) => column == value ? value != KqlType.Dynamic : column.IsNumeric() && value.IsNumeric();

    private static Scalar AsText(Scalar value) => new(KqlType.String, ConversionFunctions.Convert(value, KqlType.String)!);

    private static Scalar AnyOf(IEnumerable<BoundColumn> columns, Func<BoundColumn, Scalar> test)
    {
        var tests = columns.Select(column => $"coalesce({test(column).Sql}, FALSE)").ToList();
        return tests.Count == 0 ? Scalar.Literal(KqlType.Bool, value: false) : new Scalar(KqlType.Bool, $"({string.Join(" OR ", tests)})", Nullable: false);
    }
}
