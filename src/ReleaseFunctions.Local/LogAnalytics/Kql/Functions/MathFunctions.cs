using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Functions on numbers, and bin(), which also takes times.</summary>
internal static class MathFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("bin", 2, 2, Bin, Names: "*"),
        new("floor", 2, 2, Bin, Names: "*"),
        new("bin_at", 3, 3, BinAt, Names: "*"),
        new("abs", 1, 1, call => call[0].Type == KqlType.TimeSpan
            ? new Scalar(KqlType.TimeSpan, $"abs({call[0].Sql})")
            : call[0].Type == KqlType.Real ? new Scalar(KqlType.Real, $"abs({call[0].Sql})") : new Scalar(KqlType.Long, $"abs(({call.Whole(0)})::BIGINT)"), Names: "*"),
        new("ceiling", 1, 1, call => call[0].Type.IsInteger() ? new Scalar(call[0].Type, call[0].Sql, call[0].Nullable) : new Scalar(KqlType.Real, $"ceil({call.Real(0)})"), Names: "*"),
        new("round", 1, 2, Round, Names: "*"),
        new("sign", 1, 1, call => new Scalar(KqlType.Real, $"sign({call.Real(0)})::DOUBLE")),
        new("sqrt", 1, 1, call => new Scalar(KqlType.Real, $"kql_sqrt({call.Real(0)})"), Names: "*"),
        new("exp", 1, 1, call => new Scalar(KqlType.Real, $"exp({call.Real(0)})"), Names: "*"),
        new("exp2", 1, 1, call => new Scalar(KqlType.Real, $"pow(2.0::DOUBLE, {call.Real(0)})"), Names: "*"),
        new("exp10", 1, 1, call => new Scalar(KqlType.Real, $"pow(10.0::DOUBLE, {call.Real(0)})"), Names: "*"),
        new("log", 1, 1, call => new Scalar(KqlType.Real, $"kql_log({call.Real(0)})"), Names: "*"),
        new("log2", 1, 1, call => new Scalar(KqlType.Real, $"kql_log2({call.Real(0)})"), Names: "*"),
        new("log10", 1, 1, call => new Scalar(KqlType.Real, $"kql_log10({call.Real(0)})"), Names: "*"),
        new("pow", 2, 2, call => new Scalar(KqlType.Real, $"pow({call.Real(0)}, {call.Real(1)})")),
    ];

    private static Scalar Round(CallSite call)
    {
        var precision = call.Count == 2 ? $"({call.Whole(1)})::INTEGER" : "0";
        return call[0].Type == KqlType.Real || call.Count == 2
            ? new Scalar(KqlType.Real, $"round({call.Real(0)}, {precision})")
            : call.Of(0, KqlTypes.IsNumeric, "a number");
    }

    // Downwards for negative values too; a datetime counts from 0001-01-01. A bin that is null or not positive gives null.
    private static Scalar Bin(CallSite call)
    {
        var (value, size) = (call[0], call[1]);
        switch (value.Type, size.Type)
        {
            case (KqlType.DateTime or KqlType.TimeSpan, KqlType.TimeSpan):
            case (KqlType.Int or KqlType.Long, KqlType.Int or KqlType.Long):
                var type = value.Type == KqlType.Int ? KqlType.Long : value.Type;
                var (a, b) = type == KqlType.Long ? ($"({value.Sql})::BIGINT", $"({size.Sql})::BIGINT") : (value.Sql, size.Sql);
                var positive = size.Constant is long and > 0;
                var floored = type == KqlType.DateTime ? $"({a} - {a} % {b})" : $"({a} - ((({a} % {b}) + {b}) % {b}))";
                return new Scalar(type, positive ? floored : $"CASE WHEN {b} > 0 THEN {floored} END", value.Nullable || !positive);
            case (KqlType.Int or KqlType.Long or KqlType.Real, KqlType.Int or KqlType.Long or KqlType.Real):
                var (x, s) = (value.AsReal, size.AsReal);
                return new Scalar(KqlType.Real, $"CASE WHEN {s} > 0 THEN floor({x} / {s}) * {s} END");
            default:
                throw call.Error(1, $"A {value.Type.Name()} cannot be cut into bins of type {size.Type.Name()}.");
        }
    }

    // The bins lie so that one of them begins at the fixed point.
    private static Scalar BinAt(CallSite call)
    {
        var (value, size, point) = (call[0], call[1], call[2]);
        switch (value.Type, size.Type, point.Type)
        {
            case (KqlType.DateTime, KqlType.TimeSpan, KqlType.DateTime):
            case (KqlType.TimeSpan, KqlType.TimeSpan, KqlType.TimeSpan):
            case (KqlType.Int or KqlType.Long, KqlType.Int or KqlType.Long, KqlType.Int or KqlType.Long):
                var (v, s, p) = ($"({value.Sql})::BIGINT", $"({size.Sql})::BIGINT", $"({point.Sql})::BIGINT");
                var type = value.Type == KqlType.Int ? KqlType.Long : value.Type;
                var binned = $"{v} - ((({v} - {p}) % {s}) + {s}) % {s}";
                return new Scalar(type, $"CASE WHEN {s} > 0 THEN {(type == KqlType.DateTime ? $"kql_instant({binned})" : binned)} END");
            case (KqlType.Int or KqlType.Long or KqlType.Real, KqlType.Int or KqlType.Long or KqlType.Real, KqlType.Int or KqlType.Long or KqlType.Real):
                return new Scalar(KqlType.Real, $"CASE WHEN {size.AsReal} > 0 THEN {point.AsReal} + floor(({value.AsReal} - {point.AsReal}) / {size.AsReal}) * {size.AsReal} END");
            default:
                throw call.Error(1, $"bin_at() cannot cut {value.Type.Name()} into bins of type {size.Type.Name()} around {point.Type.Name()}.");
        }
    }
}
