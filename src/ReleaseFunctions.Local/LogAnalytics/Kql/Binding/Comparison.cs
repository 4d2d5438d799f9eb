namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>
/// Equality and order. Beside a null, == is false and != is true; only between two nulls are they null. The other comparisons are null beside
/// any null. DuckDB takes NaN for equal to itself and greater than all; KQL, as IEEE 754, does not compare it.
/// </summary>
internal static class Comparison
{
    public static Scalar Bind(int position, string op, Scalar left, Scalar right)
    {
        var mixed = left.Type != right.Type;
        (left, right) = Unify(position, op, left, right);
        var type = left.Type;
        if (op is not ("==" or "!=") && !type.IsNumeric() && type is not (KqlType.DateTime or KqlType.TimeSpan) && (mixed || type != KqlType.Bool))
        {
            throw Mismatch(position, op, left.Type, right.Type);
        }

        return op switch
        {
            "==" => Equal(left, right),
            "!=" => Not(Equal(left, right)),
            _ => new Scalar(KqlType.Bool, Guarded($"({left.Sql} {op} {right.Sql})", left, right), left.Nullable || right.Nullable),
        };
    }

    public static Scalar Not(Scalar value) => new(KqlType.Bool, $"(NOT {value.Sql})", value.Nullable);

    /// <summary>Brings both to one type in which they can be compared.</summary>
    public static (Scalar Left, Scalar Right) Unify(int position, string op, Scalar left, Scalar right)
    {
        if (left.Type == right.Type && left.Type != KqlType.Dynamic)
        {
            return (left, right);
        }

        if (left.Type.IsNumeric() && right.Type.IsNumeric())
        {
            var real = left.Type == KqlType.Real || right.Type == KqlType.Real;
            return real
                ? (left with { Sql = left.AsReal }, right with { Sql = right.AsReal })
                : (left, right);
        }

        if (left.Type == KqlType.Dynamic && Undress(left, right.Type) is { } plainLeft)
        {
            return (plainLeft, right.Type.IsNumeric() ? new Scalar(KqlType.Real, right.AsReal, right.Nullable, right.Constant) : right);
        }

        if (right.Type == KqlType.Dynamic && Undress(right, left.Type) is { } plainRight)
        {
            return (left.Type.IsNumeric() ? new Scalar(KqlType.Real, left.AsReal, left.Nullable, left.Constant) : left, plainRight);
        }

        throw Mismatch(position, op, left.Type, right.Type);
    }

    private static Scalar Equal(Scalar left, Scalar right)
    {
        var (a, b) = (left.Sql, right.Sql);
        return (left.Nullable, right.Nullable) switch
        {
            (false, false) => new Scalar(KqlType.Bool, Guarded($"({a} = {b})", left, right), Nullable: false),
            (true, true) => new Scalar(KqlType.Bool, $"CASE WHEN {a} IS NULL AND {b} IS NULL THEN NULL ELSE {Guarded($"({a} IS NOT DISTINCT FROM {b})", left, right)} END"),
            _ => new Scalar(KqlType.Bool, $"coalesce({Guarded($"({a} = {b})", left, right)}, FALSE)", Nullable: false),
        };
    }

    private static string Guarded(string comparison, Scalar left, Scalar right)
    {
        var reals = new[] { left, right }.Where(side => side.Type == KqlType.Real && side.Constant is not long && side.Constant is not (double and not double.NaN));
        return string.Concat(reals.Select(side => $" AND NOT coalesce(isnan({side.AsReal}), FALSE)")) is { Length: > 0 } guards ? $"({comparison}{guards})" : comparison;
    }

    // A value within a dynamic is compared only with its like: a number with numbers, a bool with bools; with a string by its text.
    private static Scalar? Undress(Scalar value, KqlType like) => like switch
    {
        KqlType.String => new Scalar(KqlType.String, $"kql_dynamic_text({value.Sql})"),
        KqlType.Int or KqlType.Long or KqlType.Real =>
            new Scalar(KqlType.Real, $"CASE WHEN json_type({value.Sql}) IN ('BIGINT', 'UBIGINT', 'DOUBLE') THEN TRY_CAST({value.Sql} AS DOUBLE) END"),
        KqlType.Bool => new Scalar(KqlType.Bool, $"CASE WHEN json_type({value.Sql}) = 'BOOLEAN' THEN TRY_CAST({value.Sql} AS BOOLEAN) END"),
        _ => null,
    };

    private static KqlException Mismatch(int position, string op, KqlType left, KqlType right)
    {
        var hint = (left, right) switch
        {
            (KqlType.DateTime, KqlType.String) or (KqlType.String, KqlType.DateTime) => " Write datetime(...), or use todatetime().",
            (KqlType.Dynamic, _) or (_, KqlType.Dynamic) => " Convert the dynamic value first.",
            (KqlType.String, KqlType.String) => "",
            (KqlType.String, _) or (_, KqlType.String) => " Convert one of them first.",
            _ => "",
        };

        // Kusto takes more than it should: it converts, or finds that values of two types are never equal.
        var accepted = op is "==" or "!=" or "in" or "!in" || left == KqlType.Dynamic || right == KqlType.Dynamic || left == KqlType.Bool || right == KqlType.Bool;
        return new KqlException(accepted ? KqlErrorKind.Unsupported : KqlErrorKind.Semantic, position, $"The operator '{op}' cannot compare {left.Name()} with {right.Name()}.{hint}");
    }
}
