using System.Buffers;
using System.Globalization;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Syntax;

/// <summary>Reads what stands in the parentheses of a typed literal; null for <c>null</c>.</summary>
internal static class LiteralText
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.-+");

    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
    ];

    /// <summary>The value: bool, long (also for datetime and timespan, in ticks), double, Guid, or a string of JSON for dynamic.</summary>
    public static object? Parse(KqlType type, string inner, int position)
    {
        if (inner == "null")
        {
            return null;
        }

        if (type == KqlType.Dynamic)
        {
            return DynamicText.Json(inner, position) ?? throw KqlException.Syntax(position, "What stands in dynamic(...) must be JSON.");
        }

        var text = inner.Length > 1 && inner[0] is '"' or '\'' && inner[^1] == inner[0] ? inner[1..^1] : inner;
        return Scalar(type, text) ?? throw KqlException.Syntax(position, $"'{inner}' is not a literal of type {type.Name()}.");
    }

    public static bool IsUnit(string unit) => TicksOf(unit) is not null;

    /// <summary>Ticks of a number with a unit, null where the unit is none or the span too long.</summary>
    public static long? Ticks(string number, string unit) => TicksOf(unit) is { } ticks
        && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var count)
        && Math.Abs(count) < long.MaxValue / ticks
            ? (long)(count * ticks)
            : null;

    /// <summary>Ticks of an ISO 8601 date and time; without an offset it is UTC. Null where it is none.</summary>
    public static long? DateTicks(string text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var zoned = text.EndsWith('Z') ? text[..^1].TrimEnd() : text;
        if (DateTime.TryParseExact(zoned, DateFormats, CultureInfo.InvariantCulture, Utc, out var plain))
        {
            return plain.Ticks;
        }

        return DateFormats.Skip(1).Any(format => DateTimeOffset.TryParseExact(text, format + "zzz", CultureInfo.InvariantCulture, Utc, out _))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var offset)
                ? offset.UtcTicks
                : null;
    }

    private static decimal? TicksOf(string unit) => unit switch
    {
        "d" or "day" or "days" => TimeSpan.TicksPerDay,
        "h" or "hr" or "hrs" or "hour" or "hours" => TimeSpan.TicksPerHour,
        "m" or "min" or "mins" or "minute" or "minutes" => TimeSpan.TicksPerMinute,
        "s" or "sec" or "secs" or "second" or "seconds" => TimeSpan.TicksPerSecond,
        "ms" or "milli" or "millis" or "millisecond" or "milliseconds" => TimeSpan.TicksPerMillisecond,
        "micro" or "micros" or "microsecond" or "microseconds" => TimeSpan.TicksPerMicrosecond,
        "tick" or "ticks" => 1,
        _ => null,
    };

    private static object? Scalar(KqlType type, string text)
    {
        switch (type)
        {
            case KqlType.Bool:
                return bool.TryParse(text, out var flag) ? flag : text is "1" or "0" ? text == "1" : null;
            case KqlType.Int:
                return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small) ? (long)small : null;
            case KqlType.Long:
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null;
            case KqlType.Real:
                return text switch
                {
                    "nan" => double.NaN,
                    "+inf" or "inf" => double.PositiveInfinity,
                    "-inf" => double.NegativeInfinity,
                    _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? real : null,
                };
            case KqlType.Guid:
                return Guid.TryParse(text, out var guid) ? guid : null;
            case KqlType.DateTime:
                return DateTicks(text) ?? LooseDate(text);
            case KqlType.TimeSpan:
                return SpanTicks(text);
            default:
                return null;
        }
    }

    private static long? SpanTicks(string text)
    {
        var unit = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        if (unit < 0)
        {
            return Ticks(text, "d");
        }

        return text[unit] == ':'
            ? TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span.Ticks : null
            : Ticks(text[..unit], text[unit..].Trim());
    }

    // Months and days of one digit, and blanks or commas between the parts.
    private static long? LooseDate(string text) =>
        text.Length <= 24 && DateTime.TryParseExact(
            text.Replace(" ", "", StringComparison.Ordinal).Replace(',', '-'), "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date.Ticks
            : null;
}
