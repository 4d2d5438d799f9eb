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
        "kql_parse_guid(s) AS CASE WHEN regexp_full_match(replace(trim(s, '{} '), '-', ''), '[0-9a-fA-F]{32}') THEN TRY_CAST(replace(trim(s, '{} '), '-', '') AS UUID) END",
        """
        kql_odd_datetime(s) AS try_strptime(s, ['%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M', '%m/%d/%Y', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %I:%M %p',
          '%a, %d %b %Y %H:%M:%S GMT', '%a, %d %b %y %H:%M:%S GMT', '%A, %d-%b-%y %H:%M:%S GMT'])
        """,
        """
        kql_parse_datetime(s) AS
          CASE WHEN starts_with(trim(s), '/') OR regexp_matches(s, '^[ ]*([0-9]{1,2}/|[A-Za-z]{3}, )') THEN kql_ticks(kql_odd_datetime(trim(s)))
          WHEN regexp_full_match(trim(s), '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,7})?)?[ ]*(Z|[+-][0-9]{2}:[0-9]{2})?)?') THEN
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
        "kql_value(d) AS CASE WHEN json_type(d) = 'NULL' THEN NULL ELSE d END",
        // The casts are for constants: DuckDB forgets the type of what it has folded to null.
        "kql_items(d) AS (CASE WHEN json_type(d) = 'ARRAY' THEN json_extract(d, '$[*]') END)::JSON[]",
        "kql_listed(d) AS (CASE json_type(d) WHEN 'ARRAY' THEN json_extract(d, '$[*]') ELSE [d] END)::JSON[]",
        "kql_number(e) AS CASE WHEN json_type(e) IN ('BIGINT', 'UBIGINT', 'DOUBLE') THEN TRY_CAST(e AS DOUBLE) END",
        "kql_real_json(x) AS CASE WHEN isfinite(x) THEN to_json(x) ELSE to_json(kql_real_text(x)) END",
        """
        kql_csv(s) AS list_transform(regexp_extract_all(regexp_extract(',' || s, '^(?:,(?:"(?:[^"]|"")*"|[^,\n"]*))*'), ',(?:"(?:[^"]|"")*"|[^,\n"]*)'),
          lambda f: CASE WHEN starts_with(f, ',"') THEN replace(substring(f, 3, length(f) - 3), '""', '"') ELSE substring(f, 2) END)
        """,
        "kql_array(l) AS CASE WHEN l IS NOT NULL THEN to_json(l) END",
        """
        kql_pairs(d) AS (CASE WHEN json_type(d) = 'OBJECT' THEN list_transform(list_zip(json_keys(d)::VARCHAR[], json_extract(d, '$.*')::JSON[]), lambda p: {'k': p[1], 'v': p[2]}) END)
          ::STRUCT(k VARCHAR, v JSON)[]
        """,
        """
        kql_bag(l) AS CASE WHEN l IS NOT NULL THEN
          ('{' || coalesce(array_to_string(list_transform(l, lambda p: to_json(p.k)::VARCHAR || ':' || coalesce(p.v::VARCHAR, 'null')), ','), '') || '}')::JSON END
        """,
        "kql_elements(d) AS (CASE json_type(d) WHEN 'ARRAY' THEN json_extract(d, '$[*]') WHEN 'OBJECT' THEN list_transform(kql_pairs(d), lambda o: kql_bag([o])) ELSE [d] END)::JSON[]",
        """
        kql_pairs_or_items(d) AS
          (CASE json_type(d) WHEN 'ARRAY' THEN json_extract(d, '$[*]') WHEN 'OBJECT' THEN list_transform(kql_pairs(d), lambda o: json_array(o.k, o.v)) ELSE [d] END)::JSON[]
        """,
        "kql_bins(lowest, highest, most) AS CASE WHEN highest - lowest >= most THEN error('make-series makes at most ' || most || ' values of one series') ELSE range(lowest, highest + 1) END",
        "kql_from(d, i) AS greatest(CASE WHEN i < 0 THEN len(kql_items(d)) + i ELSE i END + 1, 0)",
        "kql_split_at(d, i) AS CASE WHEN i < 0 THEN greatest(len(kql_items(d)) + i, 0) ELSE least(i, len(kql_items(d))) END",
        """
        kql_ranked(d, null_rank) AS list_transform(kql_items(d), lambda e, i: {
          'r': CASE WHEN json_type(e) = 'NULL' THEN null_rank ELSE 0 END,
          'n': CASE WHEN json_type(e) IN ('BIGINT', 'UBIGINT', 'DOUBLE') THEN TRY_CAST(e AS DOUBLE) ELSE 'inf'::DOUBLE END, 's': kql_dynamic_text(e), 'i': i, 'j': e})
        """,
        "kql_url(s) AS array_to_string(list_transform(string_split(url_encode(s), '%'), lambda p, i: CASE WHEN i = 1 THEN p ELSE lower(left(p, 2)) || substring(p, 3) END), '%')",
        "kql_once(l) AS list_filter(l, lambda v, i: list_position(l, v) = i)",
        "kql_except(l, r) AS list_filter(l, lambda v: NOT list_contains(coalesce(r, []), v))",
        "kql_common(l, r) AS list_filter(l, lambda v: list_contains(coalesce(r, []), v))",
        "kql_first_pairs(l) AS list_filter(l, lambda v, i: list_position(list_transform(l, lambda o: o.k), v.k) = i)",
        "kql_last_pairs(l) AS list_filter(l, lambda v, i: list_position(list_transform(list_reverse(l), lambda o: o.k), v.k) = len(l) - i + 1)",
        "kql_truth(d) AS CASE WHEN json_type(d) = 'BOOLEAN' THEN TRY_CAST(d AS BOOLEAN) WHEN json_type(d) IN ('BIGINT', 'UBIGINT', 'DOUBLE') THEN TRY_CAST(d AS DOUBLE) <> 0 END",
        """
        kql_zip(ls) AS kql_array(list_transform(range(1, 1 + list_max(list_transform(ls, lambda l: coalesce(len(l), 0)))), lambda i: to_json(list_transform(ls, lambda l: l[i]))))
        """,
        """
        kql_type_name(d) AS CASE json_type(d) WHEN 'ARRAY' THEN 'array' WHEN 'OBJECT' THEN 'dictionary' WHEN 'BOOLEAN' THEN 'bool' WHEN 'VARCHAR' THEN 'string'
          WHEN 'DOUBLE' THEN 'double' WHEN 'BIGINT' THEN 'long' WHEN 'UBIGINT' THEN 'long' ELSE 'null' END
        """,
        "kql_sqrt(x) AS CASE WHEN x < 0 THEN 'nan'::DOUBLE ELSE sqrt(x) END",
        "kql_log(x) AS CASE WHEN x < 0 THEN 'nan'::DOUBLE WHEN x = 0 THEN '-inf'::DOUBLE ELSE ln(x) END",
        "kql_log2(x) AS CASE WHEN x < 0 THEN 'nan'::DOUBLE WHEN x = 0 THEN '-inf'::DOUBLE ELSE log2(x) END",
        "kql_log10(x) AS CASE WHEN x < 0 THEN 'nan'::DOUBLE WHEN x = 0 THEN '-inf'::DOUBLE ELSE log10(x) END",
    ];
}
