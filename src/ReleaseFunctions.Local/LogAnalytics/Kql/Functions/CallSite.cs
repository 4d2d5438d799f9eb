using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;
using ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>One call of a built-in function with its checked arguments. Asking for an argument checks its type; what is returned is its SQL.</summary>
/// <param name="Arguments">Null for a typeof().</param>
internal sealed record CallSite(Binder Binder, Expression.Call Call, RowScope Row, IReadOnlyList<Scalar?> Arguments)
{
    public int Count => Arguments.Count;

    public Scalar this[int index] => Arguments[index] ?? throw Error(index, "This argument must be a value.");

    public string Text(int index) => Of(index, type => type == KqlType.String, "a string").Sql;

    /// <summary>A string, or the text of a dynamic value.</summary>
    public string AnyText(int index) => this[index].Type == KqlType.Dynamic ? $"kql_dynamic_text({this[index].Sql})" : Text(index);

    public string Real(int index) => Of(index, KqlTypes.IsNumeric, "a number").AsReal;

    public string Whole(int index) => Of(index, KqlTypes.IsInteger, "a whole number").Sql;

    public string Instant(int index) => Of(index, type => type == KqlType.DateTime, "a datetime").Sql;

    public string Span(int index) => Of(index, type => type == KqlType.TimeSpan, "a timespan").Sql;

    public string Bag(int index) => Of(index, type => type == KqlType.Dynamic, "dynamic").Sql;

    /// <summary>A dynamic value; one that is written out must be an array.</summary>
    public string Array(int index) => this[index] is { Type: KqlType.Dynamic, Constant: string json } && json.TrimStart() is not (['[', ..] or "null")
        ? throw Error(index, $"Argument {index + 1} of '{Call.Function}' must be an array.")
        : Bag(index);

    public string Condition(int index) => Of(index, type => type == KqlType.Bool, "a bool").Sql;

    /// <summary>A string that is written out in the query.</summary>
    public string ConstantText(int index) => this[index] is { Type: KqlType.String, Constant: string text }
        ? text
        : throw Error(index, "This argument must be a string that is written out.");

    /// <summary>A string that SQL must know before it runs; Kusto need not.</summary>
    public string WrittenText(int index) => this[index].Constant is string
        ? Text(index)
        : throw KqlException.Unsupported(Call.Arguments[index].Position, $"Argument {index + 1} of '{Call.Function}' is supported only where it is a string that is written out.");

    public Scalar Of(int index, Func<KqlType, bool> fits, string wanted) => fits(this[index].Type)
        ? this[index]
        : throw Error(index, $"Argument {index + 1} of '{Call.Function}' must be {wanted}, not {this[index].Type.Name()}.");

    public KqlException Error(int index, string message) => KqlException.Semantic(Call.Arguments[index].Position, message);

    /// <summary>As <see cref="Unified"/>; values of types that do not fit become dynamic.</summary>
    public (KqlType Type, IReadOnlyList<string> Sql) Branches(IReadOnlyList<int> indexes)
    {
        var types = indexes.Select(index => this[index].Type).Distinct().ToArray();
        if (types.Length == 1 || types.All(KqlTypes.IsNumeric))
        {
            return Unified(indexes);
        }

        return types.Contains(KqlType.Dynamic)
            ? throw KqlException.Unsupported(Call.Arguments[indexes[0]].Position, $"Values of type dynamic beside others are not supported in '{Call.Function}'; convert them first.")
            : (KqlType.Dynamic, [.. indexes.Select(index => $"CASE WHEN {this[index].Sql} IS NOT NULL THEN {Json.From(this[index])} END")]);
    }

    /// <summary>The arguments in the one type that fits them all, and that type.</summary>
    public (KqlType Type, IReadOnlyList<string> Sql) Unified(IReadOnlyList<int> indexes)
    {
        var type = this[indexes[0]].Type;
        foreach (var index in indexes.Skip(1))
        {
            var other = this[index].Type;
            if (type == other)
            {
                continue;
            }

            type = type.IsNumeric() && other.IsNumeric()
                ? type == KqlType.Real || other == KqlType.Real ? KqlType.Real : KqlType.Long
                : throw Error(index, $"The arguments of '{Call.Function}' must have one type; this is {other.Name()}, an earlier one is {type.Name()}.");
        }

        return (type, [.. indexes.Select(index => this[index].Type == type ? this[index].Sql : $"({this[index].Sql})::{type.Sql()}")]);
    }
}
