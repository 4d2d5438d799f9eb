namespace ReleaseFunctions.Local.LogAnalytics.Kql.Functions;

/// <summary>What the generated SQL calls that DuckDB does not have: conversions between texts, ticks and JSON as KQL does them.</summary>
internal static class SqlMacros
{
    private const string UnixEpochMicroseconds = "62135596800000000";
    private const string LastTick = "3155378975999999999";

    /// <summary>To be run once on each database, with the time zone of the session at UTC.</summary>
    public static IReadOnlyList<string> Definitions { get; } =
    [
        $"kql_instant(t) AS CASE WHEN t BETWEEN 0 AND {LastTick} THEN t END",
        $"kql_ts(t) AS make_timestamp(t // 10 - {UnixEpochMicroseconds})",
        $"kql_ticks(ts) AS (epoch_us(ts) + {UnixEpochMicroseconds}) * 10",
        "kql_datetime_text(t) AS lpad(date_part('year', kql_ts(t))::VARCHAR, 4, '0') || strftime(kql_ts(t), '-%m-%dT%H:%M:%S.%f') || (t % 10)::VARCHAR || 'Z'",
        """
        kql_timespan_text(t) AS
          CASE WHEN t < 0 THEN '-' ELSE '' END
          || CASE WHEN abs(t) >= 864000000000 THEN (abs(t) // 864000000000)::VARCHAR || '.' ELSE '' END
          || lpad((abs(t) // 36000000000 % 24)::VARCHAR, 2, '0') || ':' || lpad((abs(t) // 600000000 % 60)::VARCHAR, 2, '0')
          || ':' || lpad((abs(t) // 10000000 % 60)::VARCHAR, 2, '0')
          || CASE WHEN t % 10000000 = 0 THEN '' ELSE '.' || lpad((abs(t) % 10000000)::VARCHAR, 7, '0') END
        """,
        """
        kql_real_text(x) AS CASE WHEN isnan(x) THEN 'NaN' WHEN isinf(x) THEN CASE WHEN x > 0 THEN 'Infinity' ELSE '-Infinity' END
          ELSE replace(x::VARCHAR, 'e', 'E') END
        """,
        "kql_parse_long(s) AS CASE WHEN regexp_full_match(trim(s), '[+-]?[0-9]+') THEN TRY_CAST(trim(s) AS BIGINT) END",
        "kql_parse_real(s) AS CASE WHEN regexp_full_match(trim(s), '[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?') THEN TRY_CAST(trim(s) AS DOUBLE) END",
        "kql_parse_bool(s) AS CASE WHEN lower(trim(s)) IN ('true', '1') THEN TRUE WHEN lower(trim(s)) IN ('false', '0') THEN FALSE END",
        "kql_parse_guid(s) AS CASE WHEN regexp_full_match(s, '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}') THEN TRY_CAST(s AS UUID) END",
        """
        kql_parse_datetime(s) AS
          CASE WHEN regexp_full_match(trim(s), '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,7})?)?[ ]*(Z|[+-][0-9]{2}:[0-9]{2})?)?') THEN
            kql_ticks(TRY_CAST(regexp_replace(regexp_replace(trim(s), '([T ][0-9]{2}:[0-9]{2})([ ]*(Z|[+-].*)?)$', '\1:00\2'), '([.][0-9]{6})[0-9]', '\1') AS TIMESTAMPTZ))
            + coalesce(TRY_CAST(regexp_extract(s, '[.][0-9]{6}([0-9])', 1) AS BIGINT), 0) END
        """,
        """
        kql_parse_timespan(s) AS
          CASE WHEN regexp_full_match(trim(s), '-?([0-9]{1,8}[.])?[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,7})?)?') THEN
            CASE WHEN starts_with(trim(s), '-') THEN -1 ELSE 1 END * (
              coalesce(TRY_CAST(regexp_extract(s, '([0-9]+)[.][0-9]+:', 1) AS BIGINT), 0) * 864000000000
              + coalesce(TRY_CAST(regexp_extract(s, '([0-9]+):[0-9]+', 1) AS BIGINT), 0) * 36000000000
              + coalesce(TRY_CAST(regexp_extract(s, '[0-9]+:([0-9]+)', 1) AS BIGINT), 0) * 600000000
              + coalesce(TRY_CAST(regexp_extract(s, '[0-9]+:[0-9]+:([0-9]+)', 1) AS BIGINT), 0) * 10000000
              + coalesce(TRY_CAST(rpad(nullif(regexp_extract(s, ':[0-9]+[.]([0-9]+)', 1), ''), 7, '0') AS BIGINT), 0)) END
        """,
        "kql_parse_json(s) AS CASE WHEN s = '' THEN NULL WHEN json_valid(s) THEN CASE WHEN trim(s) = 'null' THEN NULL ELSE json(s) END ELSE to_json(s) END",
        "kql_dynamic_text(d) AS coalesce(CASE WHEN json_type(d) = 'NULL' THEN '' ELSE json_extract_string(d, '$') END, '')",
        """
        kql_dynamic_long(d) AS CASE json_type(d) WHEN 'DOUBLE' THEN TRY_CAST(trunc(TRY_CAST(d AS DOUBLE)) AS BIGINT)
          WHEN 'BOOLEAN' THEN TRY_CAST(d AS BOOLEAN)::BIGINT ELSE kql_parse_long(kql_dynamic_text(d)) END
        """,
        "kql_index(i) AS CASE WHEN i < 0 THEN '$[#-' || (-i)::VARCHAR || ']' ELSE '$[' || i::VARCHAR || ']' END",
        "kql_get(d, path) AS CASE WHEN json_type(d, path) = 'NULL' THEN NULL ELSE json_extract(d, path) END",
        "kql_sqrt(x) AS CASE WHEN x < 0 THEN 'nan'::DOUBLE ELSE sqrt(x) END",
        "kql_log(x) AS CASE WHEN x < 0 THEN 'nan'::DOUBLE WHEN x = 0 THEN '-inf'::DOUBLE ELSE ln(x) END",
        "kql_log2(x) AS CASE WHEN x < 0 THEN 'nan'::DOUBLE WHEN x = 0 THEN '-inf'::DOUBLE ELSE log2(x) END",
        "kql_log10(x) AS CASE WHEN x < 0 THEN 'nan'::DOUBLE WHEN x = 0 THEN '-inf'::DOUBLE ELSE log10(x) END",
    ];
}
