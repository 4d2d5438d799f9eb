namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>Writes well-typed queries: every operator and function of the subset, over values that include nulls, NaN and the ends of the ranges.</summary>
internal sealed class RandomQuery(Random random)
{
    private const string Table =
        "datatable(i:int, n:long, r:real, k:string, b:bool, t:datetime, s:timespan, g:guid, d:dynamic)["
        + "1, 10, 1.5, 'alpha beta', true, datetime(2024-02-29 12:34:56.1234567), 1h, guid(70fc66f7-8279-44fc-9092-d364d70fce44), dynamic({\"a\":{\"b\":[1,\"x\"]}}), "
        + "int(null), long(null), real(null), '', bool(null), datetime(null), timespan(null), guid(null), dynamic(null), "
        + "-2147483648, 9223372036854775807, real(nan), 'It''s', false, datetime(9999-12-31), -1tick, guid(00000000-0000-0000-0000-000000000000), dynamic([1, null, 2.5]), "
        + "0, 0, real(-inf), 'ä [x', true, datetime(0001-01-01), 0s, guid(70fc66f7-8279-44fc-9092-d364d70fce44), dynamic('5')]";

    public string Write()
    {
        var steps = Enumerable.Range(0, random.Next(1, 4)).Select(_ => PickOne(
            () => $"where {Bool(3)}",
            () => $"extend x = {Any(3)}, y = {Any(2)}",
            () => $"where {Bool(2)} or {Bool(2)}",
            () => $"sort by {Scalar(2)} {Pick("asc", "desc", "asc nulls last")}, {Scalar(1)}",
            () => $"take {random.Next(0, 5)}",
            () => $"top {random.Next(0, 3)} by {Number(2)}",
            () => "union (print n = 5, z = 'z')",
            () => $"mv-expand {Pick("", "kind=array ", $"with_itemindex=ix{random.Next(1_000_000)} ")}e1 = d{Pick("", " to typeof(long)", " to typeof(string)", " limit 2")}",
            () => $"parse {Pick("", "kind=relaxed ", "kind=regex flags=i ")}k with {Pick("", "* ")}'a' q1 ' ' q2:{Pick("string", "long", "real", "datetime")}",
            () => $"sort by n asc, k asc | extend w1 = prev({Scalar(1)}), w2 = row_cumsum({Pick("i", "r", "s")}), w3 = row_number(1, {Bool(1)})",
            () => $"serialize w4 = row_rank_dense({Scalar(1)}), w5 = next({Text(1)}, 2, 'end')",
            () => $"where n in ({Number(1)}, {Number(1)})",
            () => $"where {PickOne(() => Number(1), () => Text(1), () => Time(1))} in ({Dynamic(1)}) or k has_any ({Dynamic(1)})",
            () => $"as Named{random.Next(1_000_000)}",
            () => $"search {Pick("'alpha'", "'al*'", "*", "k:'beta' or 'x'", "'it' and n > 5", "k has 'x'")} | project i, n, r, k, b, t, s, g, d",
            () => $"where * {Pick("has", "contains", "startswith", "==")} {Text(0)}",
            () => $"parse-kv k as (v{random.Next(1_000_000)}:long, alpha:string){Pick("", " with (pair_delimiter=' ', kv_delimiter='a', greedy=true)", " with (regex='([a-z])([a-z ]+)')", " with (quote='x', escape='b')")}",
            () => $"mv-apply e{random.Next(1_000_000)} = {Dynamic(0)} on ({Part()} | {Part()})"));
        var end = PickOne(
            () => $"summarize {Aggregate()}, {Aggregate()} by {Scalar(2)}",
            () => $"summarize {Aggregate()}, {Aggregate()}, {Aggregate()}",
            () => $"project a = {Any(3)}, b = {Any(3)}",
            () => $"distinct tostring({Scalar(2)})",
            () => "count",
            () => $"make-series {Pick("count()", "avg(r) default=1.5", "max(s)", "x = sum(i)")} on {Pick("t from datetime(2024-01-01) to datetime(2024-03-01) step 1d", "s from 0s to 2h step 10m", "i from -5 to 5 step int(2)", "r from 0 to 3 step 0.5")}{Pick("", " by k", " by b, g")}",
            () => $"make-series x = count() on {Pick("t in range(datetime(2024-01-01), datetime(2024-03-01), 1d)", "n in range(-5, 5, 2)", "s in range(0s, 2h, 7m)")}{Pick("", " by k")}",
            () => $"project {Pick("series_stats(d)", "series_fit_line(d)", "(f1, f2) = series_fit_line(d)", "array_sort_asc(d, d, false)", "array_sort_desc(d, d)")}",
            () => $"partition by {Pick("i", "k", "b", "t")} ({Part()} | {Part()})",
            () => $"evaluate {Pick("bag_unpack(d, 'u_')", "pivot(n, count(), b)", "pivot(i, make_list(n), g)", "narrow()")}",
            () => $"top-hitters 3 of {Pick("k", "b by n", "t by r")}",
            () => $"join kind={Pick("inner", "innerunique", "leftouter", "rightouter", "fullouter", "leftsemi", "leftanti", "rightsemi", "rightanti")} (print n = 10, k = 'alpha beta', w = 1) on {Pick("n", "k", "n, k")}");
        return Table.Replace("It''s", "It\\'s", StringComparison.Ordinal) + " | " + string.Join(" | ", steps.Append(end));
    }

    private string Part() => PickOne(
            () => $"where {Bool(1)}",
            () => $"extend p{random.Next(1_000_000)} = {Any(1)}",
            () => $"sort by {Scalar(1)} asc",
            () => $"top 2 by {Number(1)}",
            () => "take 1",
            () => $"serialize p{random.Next(1_000_000)} = row_number()",
            () => $"mv-expand p{random.Next(1_000_000)} = d");

    private string Pick(params string[] options) => options[random.Next(options.Length)];

    private string PickOne(params Func<string>[] options) => options[random.Next(options.Length)]();

    private string Number(int depth) => depth == 0
        ? Pick("i", "n", "r", "1", "-2", "0", "1.5", "9223372036854775807", "real(nan)", "long(null)", "int(7)")
        : PickOne(
            () => Number(0),
            () => $"({Number(depth - 1)} {Pick("+", "-", "*", "/", "%")} {Number(depth - 1)})",
            () => $"-{Number(0).TrimStart('-')}",
            () => $"{Pick("abs", "sign", "sqrt", "log", "log10", "log2", "exp", "ceiling", "round")}({Number(depth - 1)})",
            () => $"bin({Number(depth - 1)}, {Number(0)})",
            () => $"round({Number(depth - 1)}, 2)",
            () => $"pow({Number(depth - 1)}, 2)",
            () => $"strlen({Text(depth - 1)})",
            () => $"tolong({Any(depth - 1, span: true)})",
            () => $"todouble({Pick(Text(depth - 1), Number(depth - 1), Dynamic(depth - 1))})",
            () => $"indexof({Text(depth - 1)}, {Text(0)})",
            () => $"datetime_diff('{Pick("year", "month", "week", "day", "hour", "second")}', {Time(depth - 1)}, {Time(0)})",
            () => $"array_length({Dynamic(depth - 1)})",
            () => $"{Pick("hourofday", "dayofyear", "getyear", "monthofyear", "week_of_year")}({Time(depth - 1)})",
            () => $"iff({Bool(depth - 1)}, {Number(0)}, {Number(depth - 1)})",
            () => $"min_of({Number(0)}, {Number(depth - 1)})",
            () => $"coalesce({Number(depth - 1)}, {Number(0)})",
            () => $"({Span(depth - 1)} / {Span(0)})",
            () => $"case({Bool(0)}, {Number(0)}, {Bool(depth - 1)}, {Number(depth - 1)}, {Number(0)})",
            () => $"toint({Text(depth - 1)})",
            () => $"countof({Text(depth - 1)}, {Text(0)}{Pick("", ", 'normal'")})",
            () => $"{Pick("sin", "cos", "atan", "asin", "acos", "degrees")}({Number(depth - 1)})",
            () => $"{Pick("binary_and", "binary_or", "binary_xor", "binary_shift_left", "binary_shift_right")}({Pick("i", "n", "1")}, {Pick("i", "2", "n")})",
            () => $"bin_at({Number(depth - 1)}, {Number(0)}, {Number(0)})",
            () => $"array_sum({Dynamic(depth - 1)})",
            () => $"{Pick("ipv4_compare", "ipv6_compare")}({Text(depth - 1)}, {Pick("'10.1.2.3/8'", "'::1'", "k")})",
            () => $"{Pick("hash", "parse_ipv4", "ipv4_netmask_suffix")}({Text(depth - 1)})",
            () => $"{Pick("series_product", "series_magnitude")}({Dynamic(depth - 1)})",
            () => $"{Pick("series_pearson_correlation", "series_cosine_similarity", "jaccard_index")}({Dynamic(0)}, {Dynamic(depth - 1)})",
            () => $"{Pick("gamma", "loggamma", "erf", "erfc")}({Number(depth - 1)})",
            () => $"array_index_of({Dynamic(depth - 1)}, {Number(0)}, {Pick("0", "-1", "i")}, {Pick("-1", "2", "n")}, {Pick("1", "2", "i")})",
            () => $"has_any_index({Text(depth - 1)}, {Dynamic(0)})",
            () => $"series_dot_product({Dynamic(0)}, {Dynamic(depth - 1)})",
            () => $"datetime_part('{Pick("year", "week_of_year", "millisecond", "nanosecond")}', {Time(depth - 1)})",
            () => $"strcmp({Text(0)}, {Text(depth - 1)})");

    private string Text(int depth) => depth == 0
        ? Pick("k", "''", "'x'", "'alpha'", "\"it's [a-z]+ $1\"")
        : PickOne(
            () => Text(0),
            () => $"strcat({Text(depth - 1)}, {Any(depth - 1)})",
            () => $"substring({Text(depth - 1)}, {Pick("0", "1", "-2", "i")}, {Pick("0", "2", "i")})",
            () => $"tostring({Any(depth - 1)})",
            () => $"{Pick("tolower", "toupper")}({Text(depth - 1)})",
            () => $"replace_string({Text(depth - 1)}, {Text(0)}, {Text(0)})",
            () => $"trim(@'\\s+', {Text(depth - 1)})",
            () => $"extract('([a-z]+)', 1, {Text(depth - 1)})",
            () => $"iff({Bool(depth - 1)}, {Text(0)}, {Text(depth - 1)})",
            () => $"format_datetime({Time(depth - 1)}, 'yyyy-MM-dd HH:mm:ss.fff tt')",
            () => $"coalesce({Text(0)}, {Text(depth - 1)})",
            () => $"hash_sha256({Text(depth - 1)})",
            () => $"format_bytes({Number(depth - 1)}, {Pick("0", "2")})",
            () => $"tostring(split({Text(depth - 1)}, ' ', 1))",
            () => $"{Pick("reverse", "base64_encode_tostring", "base64_decode_tostring", "url_encode_component", "url_decode")}({Text(depth - 1)})",
            () => $"strrep({Text(depth - 1)}, {Pick("0", "2")}, {Pick("''", "'-'")})",
            () => $"translate('abc', {Text(0)}, {Text(depth - 1)})",
            () => $"tohex({Pick("i", "n", "0")})",
            () => $"strcat_array({Dynamic(depth - 1)}, '-')",
            () => $"format_timespan({Span(depth - 1)}, 'd.hh:mm:ss.fff')",
            () => $"{Pick("format_ipv4", "parse_ipv6", "regex_quote", "base64_encode_fromarray(d) //")}({Text(depth - 1)})".Split(" //")[0],
            () => $"unicode_codepoints_to_string({Pick("65, i", "d", "n")})",
            () => $"replace_strings({Text(depth - 1)}, {Dynamic(0)}, {Dynamic(0)})",
            () => $"gettype({Any(depth - 1)})");

    private string Bool(int depth) => depth == 0
        ? Pick("b", "true", "false", "bool(null)")
        : PickOne(
            () => Bool(0),
            () => $"({Number(depth - 1)} {Pick("==", "!=", "<", ">", "<=", ">=")} {Number(depth - 1)})",
            () => $"({Text(depth - 1)} {Pick("==", "!=", "=~", "!~", "has", "!has", "has_cs", "hasprefix", "contains", "!contains_cs", "startswith", "endswith_cs")} {Text(depth - 1)})",
            () => $"({Time(depth - 1)} {Pick("==", "!=", "<", ">=")} {Time(0)})",
            () => $"({Bool(depth - 1)} {Pick("and", "or", "==")} {Bool(0)})",
            () => $"not({Bool(depth - 1)})",
            () => $"{Pick("isnull", "isnotnull", "isempty", "isnotempty")}({Any(depth - 1)})",
            () => $"({Number(depth - 1)} {Pick("between", "!between")} ({Number(0)} .. {Number(0)}))",
            () => $"({Text(depth - 1)} {Pick("in", "!in", "in~", "!in~", "has_any", "has_all")} ({Text(0)}, {Text(0)}))",
            () => $"({Number(depth - 1)} {Pick("in", "!in")} ({Number(0)}, {Number(0)}))",
            () => $"{Pick("isnan", "isinf", "isfinite")}({Number(depth - 1)})",
            () => $"({Text(depth - 1)} matches regex @'^\\w+')",
            () => $"(d.a.b[0] {Pick("==", ">")} {Number(0)})",
            () => $"({Dynamic(0)} == {Text(0)})",
            () => $"tobool({Text(depth - 1)})",
            () => $"{Pick("ipv4_is_private", "isascii")}({Text(depth - 1)})",
            () => $"{Pick("ipv4_is_match", "has_ipv4_prefix", "ipv6_is_in_any_range")}({Text(depth - 1)}, {Text(0)})",
            () => $"around({Number(depth - 1)}, {Number(0)}, {Number(0)})",
            () => "(g == guid(70fc66f7-8279-44fc-9092-d364d70fce44))");

    private string Time(int depth) => depth == 0
        ? Pick("t", "now()", "datetime(2024-01-01)", "datetime(null)", "ago(1h)")
        : PickOne(
            () => Time(0),
            () => $"({Time(depth - 1)} {Pick("+", "-")} {Span(0)})",
            () => $"{Pick("startofday", "startofweek", "startofmonth", "startofyear", "endofmonth")}({Time(0)})",
            () => $"bin({Time(depth - 1)}, {Pick("1h", "7d", "s")})",
            () => $"datetime_add('{Pick("month", "day", "year")}', 1, {Pick("datetime(2024-01-31)", "now()")})",
            () => $"todatetime({Text(depth - 1)})",
            () => $"max_of({Time(0)}, {Time(depth - 1)})",
            () => $"iff({Bool(depth - 1)}, {Time(0)}, {Time(0)})",
            () => $"make_datetime({Pick("2024", "i", "0")}, {Pick("2", "13", "i")}, {Pick("29", "31")}, {Pick("1", "i")}, 5, {Pick("1.5", "r")})",
            () => $"unixtime_{Pick("seconds", "milliseconds")}_todatetime({Pick("i", "n", "r", "1546300800")})",
            () => $"datetime_{Pick("utc_to_local", "local_to_utc")}({Time(depth - 1)}, {Pick("'Europe/Paris'", "'US/Pacific'", "k")})",
            () => $"bin_at({Time(0)}, 7d, {Time(0)})");

    private string Span(int depth) => depth == 0 ? Pick("s", "1h", "-5m", "0s", "timespan(null)") : PickOne(
            () => Span(0),
            () => $"({Time(0)} - {Time(0)})",
            () => $"({Span(0)} * 2)",
            () => $"({Span(0)} / 3)",
            () => $"totimespan({Text(depth - 1)})",
            () => $"bin({Span(0)}, 7m)");

    private string Dynamic(int depth) => depth == 0 ? Pick("d", "d.a", "d['a'].b", "d[0]", "d[-1]") : PickOne(
            () => Dynamic(0),
            () => $"parse_json({Text(depth - 1)})",
            () => $"pack_array({Any(0)}, {Any(depth - 1)})",
            () => $"bag_pack('a', {Any(depth - 1)})",
            () => $"split({Text(depth - 1)}, ' ')",
            () => "bag_keys(d)",
            () => $"{Pick("series_add", "series_divide", "series_less")}({Dynamic(0)}, {Dynamic(depth - 1)})",
            () => $"{Pick("series_fill_forward", "series_fill_backward", "series_stats_dynamic", "series_abs")}({Dynamic(depth - 1)})",
            () => $"parse_csv({Text(depth - 1)})",
            () => $"{Pick("parse_url", "parse_urlquery", "parse_path", "unicode_codepoints_from_string", "base64_decode_toarray")}({Text(depth - 1)})",
            () => $"{Pick("series_exp", "series_log", "series_sign", "series_fit_line_dynamic", "series_fill_linear")}({Dynamic(depth - 1)})",
            () => $"series_fir({Dynamic(depth - 1)}, dynamic([1, 2, 1]){Pick("", ", true", ", false, true")})",
            () => $"series_iir({Dynamic(depth - 1)}, {Dynamic(0)}, dynamic([1, -1]))",
            () => $"series_seasonal({Dynamic(depth - 1)}, {Pick("i", "2", "n")})",
            () => $"{Pick("series_pow", "series_add", "series_greater")}({Dynamic(depth - 1)}, {Pick("2", "r", "n")})",
            () => $"bag_set_key({Dynamic(0)}, '$.z.y', {Any(depth - 1)})",
            () => $"bag_remove_keys({Dynamic(depth - 1)}, {Pick("dynamic(['$.a.b', 'z'])", "d")})",
            () => $"array_split({Dynamic(depth - 1)}, {Pick("dynamic([1, 2])", "d")})",
            () => $"array_sort_asc({Dynamic(depth - 1)}, {Dynamic(0)})",
            () => $"{Pick("array_reverse", "array_sort_asc", "array_sort_desc")}({Dynamic(depth - 1)})",
            () => $"{Pick("array_concat", "set_union", "set_intersect", "set_difference", "zip", "bag_merge", "bag_zip")}({Dynamic(0)}, {Dynamic(depth - 1)})",
            () => $"{Pick("array_rotate_left", "array_shift_right", "array_split")}({Dynamic(0)}, {Pick("i", "1", "-2", "n")})",
            () => $"array_slice({Dynamic(0)}, {Pick("0", "1", "-2", "i")}, {Pick("0", "1", "-1", "n")})",
            () => $"array_iff({Dynamic(0)}, {Any(0)}, {Dynamic(depth - 1)})",
            () => $"bag_set_key({Dynamic(0)}, 'z', {Any(depth - 1)})",
            () => $"bag_remove_keys({Dynamic(0)}, dynamic(['a']))",
            () => $"range(0, {Pick("3", "0", "-1", "int(null)")}, {Pick("1", "2")})",
            () => $"extract_all('([a-z])([a-z])', {Text(depth - 1)})",
            () => "pack_all()");

    private string Any(int depth, bool span = false) => PickOne(
            () => Number(depth),
            () => Text(depth),
            () => Bool(depth),
            () => Time(depth),
            () => span ? Time(depth) : Span(depth),
            () => span ? Dynamic(0) : Dynamic(depth),
            () => span ? Number(0) : "g");

    private string Scalar(int depth) => PickOne(
            () => Number(depth),
            () => Text(depth),
            () => Bool(depth),
            () => Time(depth),
            () => Span(depth));

    private string Aggregate() => PickOne(
            () => "count()",
            () => $"countif({Bool(2)})",
            () => $"dcount({Scalar(2)})",
            () => $"dcount_hll(hll({Scalar(1)}))",
            () => $"percentile_tdigest(tdigest({Pick("n", "r", "t", "i, 3", "r, n")}), {Pick("50", "99.9")})",
            () => $"rank_tdigest(tdigest({Number(1)}), {Pick("1", "-2", "1.5", "real(nan)")})",
            () => $"percentilew({Pick("n", "r", "t", "i")}, {Pick("i", "n", "1")}, {Pick("5", "95")})",
            () => $"percentilesw_array({Pick("n", "r")}, i, dynamic([5, 99.9]))",
            () => $"sum({Number(1)})",
            () => $"avg({Number(2)})",
            () => $"min({Scalar(2)})",
            () => $"max({Scalar(2)})",
            () => $"avg({Span(1)})",
            () => $"percentile({Number(2)}, {random.Next(0, 101)})",
            () => $"percentiles({Time(1)}, 5, 50)",
            () => $"stdev({Pick("i", "n", "1")})",
            () => $"variance({Pick("i", "1")})",
            () => $"make_list({Any(2)})",
            () => $"make_set({Any(2)}, 3)",
            () => $"arg_max({Scalar(2)}, k, d)",
            () => $"arg_min({Number(1)}, *)",
            () => $"take_any({Any(1)})",
            () => $"sumif({Number(1)}, {Bool(2)})",
            () => $"(max({Number(1)}) - min({Number(1)}))",
            () => $"round(avg({Number(1)}), 1)",
            () => $"dcountif({Text(1)}, {Bool(1)})",
            () => $"maxif({Number(1)}, {Bool(1)})",
            () => "make_set(d)",
            () => "make_bag(d)",
            () => $"make_list_if({Any(1)}, {Bool(1)})",
            () => $"make_list_with_nulls({Any(1)})",
            () => $"percentiles_array({Number(1)}, 5, 50)",
            () => "covariance(i, 1)",
            () => "binary_all_or(n)");
}
