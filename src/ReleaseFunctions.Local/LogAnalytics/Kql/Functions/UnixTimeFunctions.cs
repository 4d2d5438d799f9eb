using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Datetimes and timespans made of numbers.</summary>
internal static class UnixTimeFunctions
{
    private static readonly long Epoch = DateTime.UnixEpoch.Ticks;

    public static IEnumerable<ScalarFunction> All { get; } =
    [
        Unix("unixtime_seconds_todatetime", TimeSpan.TicksPerSecond),
        Unix("unixtime_milliseconds_todatetime", TimeSpan.TicksPerMillisecond),
        Unix("unixtime_microseconds_todatetime", TimeSpan.TicksPerMicrosecond),
        new("unixtime_nanoseconds_todatetime", 1, 1, call => new Scalar(KqlType.DateTime, $"kql_instant({Epoch} + ({call.Whole(0)}) // 100)")),
        new("make_datetime", 1, 7, Moment),
        new("make_timespan", 2, 4, Span),
    ];

    private static ScalarFunction Unix(string name, long ticks) => new(name, 1, 1, call => new Scalar(KqlType.DateTime, call[0].Type == KqlType.Real
        ? $"kql_instant(TRY_CAST(trunc({Epoch} + {call[0].Sql} * {ticks}) AS BIGINT))"
        : $"kql_instant(TRY_CAST({Epoch} + ({call.Whole(0)})::HUGEINT * {ticks} AS BIGINT))"));

    // Parts outside of their range make null.
    private static Scalar Moment(CallSite call)
    {
        if (call.Count == 1)
        {
            return new Scalar(KqlType.DateTime, ConversionFunctions.Convert(call[0], KqlType.DateTime) ?? throw call.Error(0, "make_datetime() takes numbers, or one string."));
        }

        if (call.Count is 2 or 4)
        {
            throw KqlException.Semantic(call.Call.Position, "make_datetime() takes year, month and day; and with them hour and minute, and perhaps second.");
        }

        string Part(int index) => index < call.Count ? $"({call.Whole(index)})::BIGINT" : "0";
        var seconds = call.Count > 5 ? call.Real(5) : "0.0::DOUBLE";
        var valid = $"{Part(0)} BETWEEN 1 AND 9999 AND {Part(1)} BETWEEN 1 AND 12 AND {Part(2)} BETWEEN 1 AND 31 AND {Part(3)} BETWEEN 0 AND 23 AND {Part(4)} BETWEEN 0 AND 59 AND {seconds} >= 0 AND {seconds} < 60";
        return call.Count > 6
            ? throw KqlException.Semantic(call.Call.Position, "make_datetime() takes at most six arguments.")
            : new Scalar(KqlType.DateTime, $"CASE WHEN {valid} THEN kql_ticks(TRY(make_timestamp({Part(0)}, {Part(1)}, {Part(2)}, {Part(3)}, {Part(4)}, 0.0))) + round({seconds} * {TimeSpan.TicksPerSecond})::BIGINT END");
    }

    private static Scalar Span(CallSite call)
    {
        var days = call.Count == 4 ? $"({call.Whole(0)})::BIGINT" : "0";
        var first = call.Count == 4 ? 1 : 0;
        var (hours, minutes) = ($"({call.Whole(first)})::BIGINT", $"({call.Whole(first + 1)})::BIGINT");
        var seconds = call.Count > 2 ? call.Real(first + 2) : "0.0::DOUBLE";
        return new Scalar(KqlType.TimeSpan, $"CASE WHEN {hours} BETWEEN 0 AND 23 AND {minutes} BETWEEN 0 AND 59 AND {seconds} >= 0 AND {seconds} < 60 THEN "
            + $"{days} * {TimeSpan.TicksPerDay} + {hours} * {TimeSpan.TicksPerHour} + {minutes} * {TimeSpan.TicksPerMinute} + round({seconds} * {TimeSpan.TicksPerSecond})::BIGINT END");
    }
}
