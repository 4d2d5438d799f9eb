using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>format_datetime(): its format, written out in the query, becomes a concatenation.</summary>
internal static class TimeFormat
{
    private const string Separators = "/-:,._[] ";

    public static string DateTime(CallSite call, string instant, string format)
    {
        var parts = new List<string>();
        for (var start = 0; start < format.Length;)
        {
            var end = start;
            while (end < format.Length && format[end] == format[start])
            {
                end++;
            }

            var piece = format[start..end];
            parts.Add(Separators.Contains(piece[0], StringComparison.Ordinal)
                ? Scalar.Quote(piece)
                : Specifier(piece, instant) ?? throw call.Error(1, $"'{piece}' is not a specifier of format_datetime()."));
            start = end;
        }

        return parts.Count == 0 ? "''" : $"({string.Join(" || ", parts)})";
    }

    public static string TimeSpan(CallSite call, string span, string format)
    {
        var parts = new List<string>();
        for (var start = 0; start < format.Length;)
        {
            var end = start;
            while (end < format.Length && format[end] == format[start])
            {
                end++;
            }

            var piece = format[start..end];
            parts.Add(Separators.Contains(piece[0], StringComparison.Ordinal)
                ? Scalar.Quote(piece)
                : SpanSpecifier(piece)?.Replace("%s", $"abs({span})", StringComparison.Ordinal)
                    ?? throw call.Error(1, $"'{piece}' is not a specifier of format_timespan()."));
            start = end;
        }

        return parts.Count == 0 ? "''" : $"({string.Join(" || ", parts)})";
    }

    private static string? SpanSpecifier(string piece) => piece switch
    {
        { Length: <= 8 } when piece[0] == 'd' => Wide($"%s // {System.TimeSpan.TicksPerDay}", piece.Length),
        "h" or "hh" or "H" or "HH" => Wide($"%s // {System.TimeSpan.TicksPerHour} % 24", piece.Length),
        "m" or "mm" => Wide($"%s // {System.TimeSpan.TicksPerMinute} % 60", piece.Length),
        "s" or "ss" => Wide($"%s // {System.TimeSpan.TicksPerSecond} % 60", piece.Length),
        { Length: <= 7 } when piece[0] == 'f' => $"left({Fraction("%s")}, {piece.Length})",
        { Length: <= 7 } when piece[0] == 'F' => $"rtrim(left({Fraction("%s")}, {piece.Length}), '0')",
        _ => null,
    };

    // Longer numbers are not cut off.
    private static string Wide(string number, int width) => $"lpad(({number})::VARCHAR, greatest({width}, length(({number})::VARCHAR))::INTEGER, '0')";

    private static string? Specifier(string piece, string instant) => piece switch
    {
        "yyyy" => Pad(Part("year"), 4),
        "yy" => Pad($"{Part("year")} % 100", 2),
        "MM" => Pad(Part("month"), 2),
        "M" => Text(Part("month")),
        "dd" => Pad(Part("day"), 2),
        "d" => Text(Part("day")),
        "HH" => Pad(Part("hour"), 2),
        "H" => Text(Part("hour")),
        "hh" => Pad($"({Part("hour")} + 11) % 12 + 1", 2),
        "h" => Text($"({Part("hour")} + 11) % 12 + 1"),
        "mm" => Pad(Part("minute"), 2),
        "m" => Text(Part("minute")),
        "ss" => Pad(Part("second"), 2),
        "s" => Text(Part("second")),
        "tt" => $"CASE WHEN {Part("hour").Replace("%s", instant, StringComparison.Ordinal)} < 12 THEN 'AM' ELSE 'PM' END",
        { Length: <= 7 } when piece[0] == 'f' => $"left({Fraction(instant)}, {piece.Length})",
        { Length: <= 7 } when piece[0] == 'F' => $"rtrim(left({Fraction(instant)}, {piece.Length}), '0')",
        _ => null,
    } is { } sql ? sql.Replace("%s", instant, StringComparison.Ordinal) : null;

    private static string Part(string part) => $"date_part('{part}', kql_ts(%s))::BIGINT";

    private static string Text(string number) => $"({number})::VARCHAR";

    private static string Pad(string number, int width) => $"lpad(({number})::VARCHAR, {width}, '0')";

    private static string Fraction(string instant) => $"lpad(({instant} % 10000000)::VARCHAR, 7, '0')";
}
