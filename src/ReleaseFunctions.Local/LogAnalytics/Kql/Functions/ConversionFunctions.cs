using ReleaseFunctions.Local.LogAnalytics.Kql.Binding;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>Conversions: what does not fit becomes null, or for tostring() the empty string.</summary>
internal static class ConversionFunctions
{
    public static IEnumerable<ScalarFunction> All { get; } =
    [
        Conversion("tostring", KqlType.String),
        Conversion("tolong", KqlType.Long),
        Conversion("toint", KqlType.Int),
        Conversion("toreal", KqlType.Real),
        Conversion("todouble", KqlType.Real),
        Conversion("tobool", KqlType.Bool),
        Conversion("toboolean", KqlType.Bool),
        Conversion("todatetime", KqlType.DateTime),
        Conversion("totimespan", KqlType.TimeSpan),
        new("toguid", 1, 1, call => new Scalar(KqlType.Guid, Convert(call.Of(0, type => type is KqlType.String or KqlType.Dynamic, "a string or dynamic"), KqlType.Guid)!), Names: "*"),
    ];

    /// <summary>The SQL that converts a value; null where KQL (or this subset of it) has no such conversion.</summary>
    public static string? Convert(Scalar value, KqlType to) => value.Type == to ? value.Sql : (value.Type, to) switch
    {
        (_, KqlType.String) => $"coalesce({Text(value)}, '')",
        (KqlType.String, KqlType.Long) => $"kql_parse_long({value.Sql})",
        (KqlType.String, KqlType.Int) => $"TRY_CAST(kql_parse_long({value.Sql}) AS INTEGER)",
        (KqlType.String, KqlType.Real) => $"kql_parse_real({value.Sql})",
        (KqlType.String, KqlType.Bool) => $"kql_parse_bool({value.Sql})",
        (KqlType.String, KqlType.DateTime) => $"kql_parse_datetime({value.Sql})",
        (KqlType.String, KqlType.TimeSpan) => $"kql_parse_timespan({value.Sql})",
        (KqlType.String, KqlType.Guid) => $"kql_parse_guid({value.Sql})",
        (KqlType.Dynamic, KqlType.Long) => $"kql_dynamic_long({value.Sql})",
        (KqlType.Dynamic, KqlType.Int) => $"TRY_CAST(kql_dynamic_long({value.Sql}) AS INTEGER)",
        (KqlType.Dynamic, KqlType.Real) => $"kql_parse_real(kql_dynamic_text({value.Sql}))",
        (KqlType.Dynamic, KqlType.Bool) => $"kql_parse_bool(kql_dynamic_text({value.Sql}))",
        (KqlType.Dynamic, KqlType.DateTime) => $"kql_parse_datetime(kql_dynamic_text({value.Sql}))",
        (KqlType.Dynamic, KqlType.TimeSpan) => $"kql_parse_timespan(kql_dynamic_text({value.Sql}))",
        (KqlType.Dynamic, KqlType.Guid) => $"kql_parse_guid(kql_dynamic_text({value.Sql}))",
        (KqlType.Real, KqlType.Long) => $"TRY_CAST(trunc({value.Sql}) AS BIGINT)",
        (KqlType.Real, KqlType.Int) => $"TRY_CAST(trunc({value.Sql}) AS INTEGER)",
        (KqlType.Long, KqlType.Int) => $"TRY_CAST({value.Sql} AS INTEGER)",
        (KqlType.Int or KqlType.Bool or KqlType.DateTime or KqlType.TimeSpan, KqlType.Long) => $"({value.Sql})::BIGINT",
        (KqlType.Bool, KqlType.Int) => $"({value.Sql})::INTEGER",
        (KqlType.Bool or KqlType.Int or KqlType.Long, KqlType.Real) => $"({value.Sql})::DOUBLE",
        (KqlType.Int or KqlType.Long or KqlType.Real, KqlType.Bool) => $"({value.Sql} <> 0)",
        _ => null,
    };

    private static ScalarFunction Conversion(string name, KqlType to) => new(
        name,
        1,
        1,
        call => new Scalar(to, Convert(call[0], to) ?? throw KqlException.Unsupported(call.Call.Arguments[0].Position, $"'{name}' is not supported for a value of type {call[0].Type.Name()}.")),
        Names: "*");

    private static string Text(Scalar value) => value.Type switch
    {
        KqlType.Real => $"kql_real_text({value.Sql})",
        KqlType.DateTime => $"kql_datetime_text({value.Sql})",
        KqlType.TimeSpan => $"kql_timespan_text({value.Sql})",
        KqlType.Dynamic => $"kql_dynamic_text({value.Sql})",
        _ => $"({value.Sql})::VARCHAR",
    };
}
