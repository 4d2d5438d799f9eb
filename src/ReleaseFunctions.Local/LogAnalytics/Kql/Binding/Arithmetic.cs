namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>The operators + - * / % with KQL's rules of types.</summary>
internal static class Arithmetic
{
    public static Scalar Bind(int position, string op, Scalar left, Scalar right)
    {
        var nullable = left.Nullable || right.Nullable;
        var (a, b) = (left.Sql, right.Sql);
        Scalar Of(KqlType type, string sql, bool mayBeNull = false) => new(type, sql, nullable || mayBeNull);

        if (left.Type.IsNumeric() && right.Type.IsNumeric())
        {
            return left.Type.IsInteger() && right.Type.IsInteger()
                ? Of(KqlType.Long, Whole(op, $"({a})::BIGINT", $"({b})::BIGINT"), op is "/" or "%")
                : Of(KqlType.Real, Real(op, left.AsReal, right.AsReal));
        }

        switch (op, left.Type, right.Type)
        {
            case ("-", KqlType.DateTime, KqlType.DateTime):
                return Of(KqlType.TimeSpan, $"({a} - {b})");
            case ("+" or "-", KqlType.DateTime, KqlType.TimeSpan):
            case ("+", KqlType.TimeSpan, KqlType.DateTime):
                return Of(KqlType.DateTime, $"kql_instant({a} {op} {b})", mayBeNull: true);
            case ("+" or "-", KqlType.TimeSpan, KqlType.TimeSpan):
                return Of(KqlType.TimeSpan, $"({a} {op} {b})");
            case ("/", KqlType.TimeSpan, KqlType.TimeSpan):
                return Of(KqlType.Real, $"(({a})::DOUBLE / ({b})::DOUBLE)");
            case ("%", KqlType.TimeSpan or KqlType.DateTime, KqlType.TimeSpan):
                return Of(KqlType.TimeSpan, Whole("%", a, b), mayBeNull: true);
            case ("*" or "/", KqlType.TimeSpan, KqlType.Int or KqlType.Long):
                return Of(KqlType.TimeSpan, Whole(op, a, b), op == "/");
            case ("*" or "/", KqlType.TimeSpan, KqlType.Real):
                return Of(KqlType.TimeSpan, $"TRY_CAST(trunc(({a})::DOUBLE {op} {b}) AS BIGINT)", mayBeNull: true);
            case ("*", KqlType.Int or KqlType.Long, KqlType.TimeSpan):
                return Of(KqlType.TimeSpan, $"({a} * {b})");
            case ("*", KqlType.Real, KqlType.TimeSpan):
                return Of(KqlType.TimeSpan, $"TRY_CAST(trunc({a} * ({b})::DOUBLE) AS BIGINT)", mayBeNull: true);
            default:
                var hint = (op, left.Type, right.Type) switch
                {
                    ("+", KqlType.String, _) or ("+", _, KqlType.String) => " Use strcat().",
                    (_, KqlType.Dynamic, _) or (_, _, KqlType.Dynamic) => " Convert the dynamic value with tolong(), todouble() or another function of that kind.",
                    _ => "",
                };
                var dynamic = left.Type == KqlType.Dynamic || right.Type == KqlType.Dynamic;
                throw new KqlException(dynamic ? KqlErrorKind.Unsupported : KqlErrorKind.Semantic, position, $"The operator '{op}' is not defined for {left.Type.Name()} and {right.Type.Name()}.{hint}");
        }
    }

    public static Scalar Negate(int position, Scalar operand) => operand.Type.IsNumeric() || operand.Type == KqlType.TimeSpan
        ? operand.Type == KqlType.Int
            ? new Scalar(KqlType.Long, $"(- ({operand.Sql})::BIGINT)", operand.Nullable, Negative(operand.Constant))
            : new Scalar(operand.Type, $"(- {operand.Sql})", operand.Nullable, Negative(operand.Constant))
        : throw KqlException.Semantic(position, $"The operator '-' is not defined for {operand.Type.Name()}.");

    private static object? Negative(object? constant) => constant switch
    {
        long whole and not long.MinValue => -whole,
        double real => -real,
        _ => null,
    };

    // DuckDB divides integers by // towards zero, and by zero gives null, as KQL does; its remainder has the sign of the dividend, KQL's is never negative.
    private static string Whole(string op, string a, string b) => op switch
    {
        "/" => $"({a} // {b})",
        "%" => $"((({a} % {b}) + abs({b})) % abs({b}))",
        _ => $"({a} {op} {b})",
    };

    private static string Real(string op, string a, string b) => op == "%" ? $"fmod(fmod({a}, {b}) + abs({b}), abs({b}))" : $"({a} {op} {b})";
}
