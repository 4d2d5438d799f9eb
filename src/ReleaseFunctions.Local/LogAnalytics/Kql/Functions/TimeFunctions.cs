using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Functions on datetimes and timespans. Weeks begin on Sunday; all is UTC.</summary>
internal static class TimeFunctions
{
    private const long Day = TimeSpan.TicksPerDay;

    private static readonly Dictionary<string, long> FixedPeriods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["day"] = Day,
        ["hour"] = TimeSpan.TicksPerHour,
        ["minute"] = TimeSpan.TicksPerMinute,
        ["second"] = TimeSpan.TicksPerSecond,
        ["millisecond"] = TimeSpan.TicksPerMillisecond,
        ["microsecond"] = TimeSpan.TicksPerMicrosecond,
    };

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        new("now", 0, 1, call => Moment(call, call.Count == 0 ? "" : $" + {call.Span(0)}")),
        new("ago", 1, 1, call => Moment(call, $" - {call.Span(0)}")),
        new("ingestion_time", 0, 0, call => call.Row.Row?.Ingested is { } column
            ? new Scalar(KqlType.DateTime, column)
            : throw KqlException.Semantic(call.Call.Position, "ingestion_time() has a meaning only for the rows of a table, before they are summarized, joined or united.")),
        new("startofday", 1, 2, call => Start(call, "day"), Names: "*"),
        new("startofweek", 1, 2, call => Start(call, "week")),
        new("startofmonth", 1, 2, call => Start(call, "month")),
        new("startofyear", 1, 2, call => Start(call, "year")),
        new("endofday", 1, 2, call => End(call, "day")),
        new("endofweek", 1, 2, call => End(call, "week")),
        new("endofmonth", 1, 2, call => End(call, "month")),
        new("endofyear", 1, 2, call => End(call, "year")),
        new("dayofweek", 1, 1, call => new Scalar(KqlType.TimeSpan, $"(({call.Instant(0)} // {Day} + 1) % 7 * {Day})")),
        new("dayofmonth", 1, 1, call => Part(call, "day")),
        new("dayofyear", 1, 1, call => Part(call, "dayofyear")),
        new("hourofday", 1, 1, call => Part(call, "hour")),
        new("monthofyear", 1, 1, call => Part(call, "month")),
        new("getmonth", 1, 1, call => Part(call, "month")),
        new("getyear", 1, 1, call => Part(call, "year")),
        new("week_of_year", 1, 1, call => Part(call, "week")),
        new("datetime_part", 2, 2, NamedPart),
        new("format_timespan", 2, 2, call => new Scalar(KqlType.String, $"coalesce({TimeFormat.TimeSpan(call, call.Span(0), call.ConstantText(1))}, '')")),
        new("datetime_diff", 3, 3, Difference),
        new("datetime_add", 3, 3, Add),
        new("format_datetime", 2, 2, call => new Scalar(KqlType.String, $"coalesce({TimeFormat.DateTime(call, call.Instant(0), call.ConstantText(1))}, '')"), Names: "*"),
    ];

    private static Scalar Moment(CallSite call, string offset) => call.Count == 0
        ? Scalar.Literal(KqlType.DateTime, call.Binder.Now)
        : new Scalar(KqlType.DateTime, $"kql_instant({call.Binder.Now}::BIGINT{offset})");

    private static Scalar Part(CallSite call, string part) => new Scalar(KqlType.Int, $"date_part('{part}', kql_ts({call.Instant(0)}))::INTEGER");

    private static Scalar NamedPart(CallSite call)
    {
        var instant = call.Instant(1);
        return new Scalar(KqlType.Long, call.ConstantText(0).ToLowerInvariant() switch
        {
            ("year" or "quarter" or "month" or "day" or "dayofyear" or "hour" or "minute" or "second" or "week") and var part => $"date_part('{part}', kql_ts({instant}))::BIGINT",
            "week_of_year" => $"date_part('week', kql_ts({instant}))::BIGINT",
            "millisecond" => $"({instant} % {TimeSpan.TicksPerSecond} // {TimeSpan.TicksPerMillisecond})",
            "microsecond" => $"({instant} % {TimeSpan.TicksPerSecond} // {TimeSpan.TicksPerMicrosecond})",
            "nanosecond" => $"({instant} % {TimeSpan.TicksPerSecond} * 100)",
            var other => throw call.Error(0, $"'{other}' is not a part of a datetime."),
        });
    }

    private static Scalar Start(CallSite call, string period) => new Scalar(KqlType.DateTime, $"kql_instant({Start(call.Instant(0), period, call.Count == 2 ? call.Whole(1) : null)})");

    private static Scalar End(CallSite call, string period)
    {
        var next = call.Count == 2 ? $"({call.Whole(1)} + 1)" : "1";
        return new Scalar(KqlType.DateTime, $"kql_instant({Start(call.Instant(0), period, next)} - 1)");
    }

    private static string Start(string instant, string period, string? offset) => period switch
    {
        "day" => offset is null ? $"({instant} - {instant} % {Day})" : $"({instant} - {instant} % {Day} + {offset} * {Day})",
        "week" => $"({instant} - ({instant} + {Day}) % {7 * Day}{(offset is null ? "" : $" + {offset} * {7 * Day}")})",
        _ => offset is null
            ? $"kql_ticks(date_trunc('{period}', kql_ts({instant})))"
            : $"kql_ticks(date_trunc('{period}', kql_ts({instant})) + to_{period}s(({offset})::INTEGER))",
    };

    // Counts the boundaries that lie between the two, not whole periods.
    private static Scalar Difference(CallSite call)
    {
        var (period, a, b) = (call.ConstantText(0), call.Instant(1), call.Instant(2));
        if (FixedPeriods.TryGetValue(period, out var size))
        {
            return new Scalar(KqlType.Long, $"({a} // {size} - {b} // {size})");
        }

        string Part(string part, string instant) => $"date_part('{part}', kql_ts({instant}))::BIGINT";
        string Months(string instant) => $"({Part("year", instant)} * 12 + {Part("month", instant)} - 1)";
        return new Scalar(KqlType.Long, period.ToLowerInvariant() switch
        {
            "year" => $"({Part("year", a)} - {Part("year", b)})",
            "quarter" => $"({Months(a)} // 3 - {Months(b)} // 3)",
            "month" => $"({Months(a)} - {Months(b)})",
            "week" => $"(({a} + {Day}) // {7 * Day} - ({b} + {Day}) // {7 * Day})",
            "nanosecond" => $"(({a} - {b}) * 100)",
            _ => throw call.Error(0, $"'{period}' is not a period."),
        });
    }

    private static Scalar Add(CallSite call)
    {
        var (period, amount, instant) = (call.ConstantText(0), call.Whole(1), call.Instant(2));
        if (FixedPeriods.TryGetValue(period, out var size))
        {
            return new Scalar(KqlType.DateTime, $"kql_instant({instant} + {amount} * {size})");
        }

        var months = period.ToLowerInvariant() switch
        {
            "week" => null,
            "month" => amount,
            "quarter" => $"({amount} * 3)",
            "year" => $"({amount} * 12)",
            _ => throw call.Error(0, $"'{period}' is not a period."),
        };
        return new Scalar(KqlType.DateTime, months is null
            ? $"kql_instant({instant} + {amount} * {7 * Day})"
            : $"kql_instant(kql_ticks(kql_ts({instant}) + to_months(({months})::INTEGER)) + {instant} % 10)");
    }
}
