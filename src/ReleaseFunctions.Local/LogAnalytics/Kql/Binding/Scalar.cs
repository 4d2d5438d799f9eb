using System.Globalization;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

/// <summary>A checked expression: its type, its SQL, and what is known of its value. Strings are never null.</summary>
/// <param name="Constant">The value of a literal (ticks for datetime and timespan); null where it is not known before the query runs.</param>
internal sealed record Scalar(KqlType Type, string Sql, bool Nullable = true, object? Constant = null)
{
    public bool Nullable { get; } = Nullable && Type != KqlType.String;

    public static Scalar Literal(KqlType type, object? value)
    {
        if (value is null)
        {
            return new Scalar(type, $"NULL::{type.Sql()}");
        }

        var sql = value switch
        {
            bool flag => flag ? "TRUE" : "FALSE",
            long.MinValue => "(-9223372036854775807::BIGINT - 1)",
            long whole => $"({whole})::{type.Sql()}",
            double real => $"'{Spell(real)}'::DOUBLE",
            Guid guid => $"'{guid}'::UUID",
            string text when type == KqlType.Dynamic => text == "null" ? "NULL::JSON" : $"{Quote(text)}::JSON",
            string text => Quote(text),
            _ => throw new ArgumentOutOfRangeException(nameof(value)),
        };
        return new Scalar(type, sql, Nullable: type == KqlType.Dynamic, value);
    }

    public static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    public string AsReal => Type == KqlType.Real ? Sql : $"({Sql})::DOUBLE";

    private static string Spell(double value) => value switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
