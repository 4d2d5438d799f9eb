namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>Values of expressions. What is expected is what Kusto's reference documents, or computed by hand from its rules.</summary>
public sealed class KqlScalarTests(KqlWorkspace workspace) : IClassFixture<KqlWorkspace>
{
    [Theory]
    [InlineData("14 % 12, -14 % 12, 14 % -12, -14 % -12", "2, 10, 2, 10")]
    [InlineData("1.0 / 2, 1 / 2.0, 1 / 2, -7 / 2, 7 / -2", "0.5, 0.5, 0, -3, -3")]
    [InlineData("1 / 0, 1 % 0, 1.0 / 0, -1.0 / 0, 0.0 / 0", "null, null, Infinity, -Infinity, NaN")]
    [InlineData("2 + 3 * 4, (2 + 3) * 4, -2 * 3, 7 - 2 - 1, 100 / 10 / 5", "14, 20, -6, 4, 2")]
    [InlineData("5.5 % 2, -5.5 % 2", "1.5, 0.5")]
    [InlineData("int(null) + 10, 10 * long(null), -real(null)", "null, null, null")]
    [InlineData("0x1F, 1e3, 1.5e-1, long(-9223372036854775808)", "31, 1000, 0.15, -9223372036854775808")]
    [InlineData("bin(4.5, 1), bin(-4.5, 1), bin(-7, 5), bin(7, 5), bin(7, 2.5)", "4, -5, -10, 5, 5")]
    [InlineData("bin(time(16d), 7d), bin(datetime(1970-05-11 13:45:07), 1d), bin(-90m, 1h)", "14.00:00:00, 1970-05-11T00:00:00Z, -02:00:00")]
    [InlineData("bin(datetime(2024-01-03), 7d), bin(datetime(1969-12-31 23:59), 1h)", "2024-01-01T00:00:00Z, 1969-12-31T23:00:00Z")]
    [InlineData("bin(5, 0), bin(5, -1), bin(1h, 0s), bin(long(null), 5)", "null, null, null, null")]
    [InlineData("round(2.98765, 3), round(2.15, 1), round(2.15), round(-50.55, -2), round(21.5, -1)", "2.988, 2.2, 2, -100, 20")]
    [InlineData("abs(-5), abs(-5.5), abs(-1h), ceiling(1.1), ceiling(-1.1), sign(-3), sqrt(9), sqrt(-1), pow(2, 10)", "5, 5.5, 01:00:00, 2, -1, -1, 3, NaN, 1024")]
    [InlineData("exp(0), log(1), log(0), log(-1), log10(1000), log2(8), exp2(3), exp10(2)", "1, 0, -Infinity, NaN, 3, 3, 8, 100")]
    [InlineData("min_of(10, 1, -3, 17), max_of(1, 2.5), min_of(int(null), 3), max_of(datetime(2020-01-01), datetime(2021-01-01))", "-3, 2.5, 3, 2021-01-01T00:00:00Z")]
    public async Task Arithmetic_OfAnyTypes_FollowsKusto(string expressions, string expected) => await Prints(expressions, expected);

    [Theory]
    [InlineData("1d / 1s, time(1d) / time(1s), 24 * 60 * time(00:01:00) / time(1s)", "86400, 86400, 86400")]
    [InlineData("1.5h, 30m, 10s, 100ms, 10microsecond, 1tick, timespan(15 seconds), timespan(2), timespan(0.12:34:56.7)",
        "01:30:00, 00:30:00, 00:00:10, 00:00:00.1000000, 00:00:00.0000100, 00:00:00.0000001, 00:00:15, 2.00:00:00, 12:34:56.7000000")]
    [InlineData("1h / 2, 1h * 1.5, 2 * 1h, 1h % 7m, -1h, 1h / 0, 1h - 90m", "00:30:00, 01:30:00, 02:00:00, 00:04:00, -01:00:00, null, -00:30:00")]
    [InlineData("datetime(2024-03-01) - datetime(2024-02-01), datetime(2024-02-29) + 1d, datetime(0001-01-01) - 1s", "29.00:00:00, 2024-03-01T00:00:00Z, null")]
    [InlineData("datetime(2014-05-25T08:20:03.123456Z), datetime(2014-11-08 15:55), datetime(2014-11-08), datetime('2007-04-07'), datetime(2020-01-01T00:00:00+02:00)",
        "2014-05-25T08:20:03.123456Z, 2014-11-08T15:55:00Z, 2014-11-08T00:00:00Z, 2007-04-07T00:00:00Z, 2019-12-31T22:00:00Z")]
    [InlineData("datetime(2020-01-01 00:00:00.1234567), tostring(datetime(2020-01-01 00:00:00.1234567))", "2020-01-01T00:00:00.1234567Z, '2020-01-01T00:00:00.1234567Z'")]
    [InlineData("datetime_diff('year', datetime(2017-01-01), datetime(2000-12-31)), datetime_diff('quarter', datetime(2017-07-01), datetime(2017-03-30)), "
        + "datetime_diff('month', datetime(2017-01-01), datetime(2015-12-30)), datetime_diff('week', datetime(2017-10-29 00:00), datetime(2017-09-30 23:59))", "17, 2, 13, 5")]
    [InlineData("datetime_diff('day', datetime(2017-10-29 00:00), datetime(2017-09-30 23:59)), datetime_diff('hour', datetime(2017-10-31 01:00), datetime(2017-10-30 23:59)), "
        + "datetime_diff('minute', datetime(2017-10-30 23:05:01), datetime(2017-10-30 23:00:59)), datetime_diff('second', datetime(2017-10-30 23:00:10.100), datetime(2017-10-30 23:00:00.900))", "29, 2, 5, 10")]
    [InlineData("datetime_diff('millisecond', datetime(2017-10-30 23:00:00.200100), datetime(2017-10-30 23:00:00.100900)), "
        + "datetime_diff('microsecond', datetime(2017-10-30 23:00:00.1009001), datetime(2017-10-30 23:00:00.1008009)), "
        + "datetime_diff('nanosecond', datetime(2017-10-30 23:00:00.0000000), datetime(2017-10-30 23:00:00.0000007))", "100, 100, -700")]
    [InlineData("datetime_add('month', 1, datetime(2024-01-31)), datetime_add('week', -1, datetime(2017-01-01)), datetime_add('year', 1, datetime(2024-02-29)), datetime_add('hour', 5, datetime(2017-01-01))",
        "2024-02-29T00:00:00Z, 2016-12-25T00:00:00Z, 2025-02-28T00:00:00Z, 2017-01-01T05:00:00Z")]
    [InlineData("startofday(datetime(2017-01-01 10:10:17)), startofday(datetime(2017-01-01 10:10:17), -1), startofweek(datetime(2017-01-01 10:10:17)), startofweek(datetime(2017-01-07)), "
        + "startofmonth(datetime(2017-01-01 10:10:17), 1), startofyear(datetime(2017-05-01), -1)",
        "2017-01-01T00:00:00Z, 2016-12-31T00:00:00Z, 2017-01-01T00:00:00Z, 2017-01-01T00:00:00Z, 2017-02-01T00:00:00Z, 2016-01-01T00:00:00Z")]
    [InlineData("endofday(datetime(2017-01-01 10:10:17)), endofweek(datetime(2017-01-01 10:10:17)), endofmonth(datetime(2017-02-03), 1), endofyear(datetime(2017-01-01))",
        "2017-01-01T23:59:59.9999999Z, 2017-01-07T23:59:59.9999999Z, 2017-03-31T23:59:59.9999999Z, 2017-12-31T23:59:59.9999999Z")]
    [InlineData("dayofweek(datetime(1947-11-30 10:00:05)), dayofweek(datetime(1970-05-11)), hourofday(datetime(2015-12-14 18:54)), dayofmonth(datetime(2015-12-14)), dayofyear(datetime(2015-12-14)), "
        + "monthofyear(datetime(2015-12-14)), getyear(datetime(2015-10-12)), week_of_year(datetime(2020-12-31)), week_of_year(datetime(1970-01-01))", "00:00:00, 1.00:00:00, 18, 14, 348, 12, 2015, 53, 1")]
    [InlineData("format_datetime(datetime(2017-01-29 09:00:05), 'yy-MM-dd [HH:mm:ss]'), format_datetime(datetime(2017-01-29 09:00:05), 'yyyy-M-dd [H:mm:ss]'), format_datetime(datetime(2017-01-29 19:00:05.1234567), 'yy-MM-dd [hh:mm:ss tt] fff')",
        "'17-01-29 [09:00:05]', '2017-1-29 [9:00:05]', '17-01-29 [07:00:05 PM] 123'")]
    [InlineData("now() - ago(1h), now(-1d) - now(), ago(1d) < now()", "01:00:00, -1.00:00:00, true")]
    [InlineData("ago(1000000d), startofweek(datetime(0001-01-01)), endofyear(datetime(9999-12-31), 1), datetime_add('year', 1, datetime(9999-01-01))", "null, null, null, null")]
    public async Task Times_OfAllKinds_FollowKusto(string expressions, string expected) => await Prints(expressions, expected);

    [Theory]
    [InlineData("'a' == 'A', 'a' =~ 'A', 'a' !~ 'A', 'a' != 'A', 'ä' =~ 'Ä'", "false, true, false, true, true")]
    [InlineData("'North America' has 'america', 'North America' has 'amer', 'North America' has_cs 'america', 'a-b_c' has 'b', 'x' !has 'x'", "true, false, false, true, false")]
    [InlineData("'error: disk full' has 'disk full', 'error: disk fuller' has 'disk full', 'a.b' has 'a.b', 'axb' has 'a.b'", "true, false, true, false")]
    [InlineData("'foobar' hasprefix 'foo', 'xfoo' hasprefix 'foo', 'foobar' hassuffix 'bar', 'barx' hassuffix 'bar', 'a b' has_any ('x', 'b'), 'a b' has_all ('a', 'x')", "true, false, true, false, true, false")]
    [InlineData("'FabriKam' contains 'BRik', 'FabriKam' contains_cs 'BRik', 'Fabrikam' startswith 'fab', 'Fabrikam' startswith_cs 'fab', 'Fabrikam' endswith 'KAM', 'Fabrikam' !endswith_cs 'KAM', '50%' contains '%'",
        "true, false, true, false, true, true, true")]
    [InlineData("'hello' matches regex '^h.*o$', 'hello' matches regex @'^\\d+$', 'a' in ('a', 'b'), 'A' in ('a'), 'A' in~ ('a'), 'c' !in ('a', 'b'), 2 in (1, 2.0), 'a' in (dynamic(['a','b']))", "true, false, true, false, true, true, true, true")]
    [InlineData("substring('123456', 1), substring('123456', 2, 2), substring('ABCD', 0, 2), substring('123456', -2, 2), substring('abc', 9), substring('abc', -9, 2)", "'23456', '34', 'AB', '56', '', 'ab'")]
    [InlineData("split('aa_bb', '_'), split('aaa_bbb_ccc', '_', 1), split('', '_'), split('a__b', '_'), split('aabbcc', 'bb')", "'[\"aa\",\"bb\"]', '[\"bbb\"]', '[\"\"]', '[\"a\",\"\",\"b\"]', '[\"aa\",\"cc\"]'")]
    [InlineData("strcat('hello', ' ', 'world'), strcat('a', 1, true, 1h), strcat_delim('-', 1, '2', 'A'), strlen('abc'), strlen(''), toupper('hello'), tolower('HeLLo'), indexof('abcdefg', 'cde'), indexof('abc', 'x')",
        "'hello world', 'a1true01:00:00', '1-2-A', 3, 0, 'HELLO', 'hello', 2, -1")]
    [InlineData("trim('--', '--https://bing.com--'), trim(@'[^\\w]+', '-  Te st1// $'), trim_start('a+', 'aab'), trim_end('b', 'abb'), replace_string('A magic trick', 'magic', 'great'), replace_regex('a1b2', @'(\\d)', @'<\\1>')",
        "'https://bing.com', 'Te st1', 'b', 'a', 'A great trick', 'a<1>b<2>'")]
    [InlineData("extract('x=([0-9.]+)', 1, 'hello x=45.6|wo'), extract('x=([0-9.]+)', 1, 'hello x=45.6|wo', typeof(real)), extract('x', 0, 'abc')", "'45.6', 45.6, ''")]
    [InlineData("\"it's\", 'tab\\tend', @'c:\\dir', 'a\\u0041', h'secret', \"q\\\"q\"", "'it's', 'tab\tend', 'c:\\dir', 'aA', 'secret', 'q\"q'")]
    [InlineData("hash_sha256('World'), hash_md5('World')", "'78ae647dc5544d227130a0682a51e30bc7777fbb6d8a8f17007463a3ecd1d524', 'f5a7924e621e84c9280a9a27e1bcb7f6'")]
    public async Task Strings_InAllOperations_FollowKusto(string expressions, string expected) => await Prints(expressions, expected);

    [Theory]
    [InlineData("tolong('123'), tolong(' 7 '), tolong('12.5'), tolong('abc'), tolong(2.7), tolong(-2.7), tolong(true), tolong(1e300), toint(2.3), toint(3000000000)", "123, 7, null, null, 2, -2, 1, null, 2, null")]
    [InlineData("toreal('1.5'), todouble('1e3'), toreal('x'), toreal(5), tobool('true'), tobool('FALSE'), tobool('x'), tobool(5)", "1.5, 1000, null, 5, true, false, null, true")]
    [InlineData("todatetime('2015-12-31 23:59:59.9'), todatetime('2015-12-31'), todatetime('2015-12-31T10:20'), todatetime('2015-12-31T10:20:30.1234567Z'), todatetime('soon'), todatetime('2015-02-30'), todatetime('2015-12-31T10:00:00+01:00')",
        "2015-12-31T23:59:59.9Z, 2015-12-31T00:00:00Z, 2015-12-31T10:20:00Z, 2015-12-31T10:20:30.1234567Z, null, null, 2015-12-31T09:00:00Z")]
    [InlineData("totimespan('0.00:01:00'), totimespan('1.02:03:04.5'), totimespan('-00:30:00'), totimespan('x'), toguid('70fc66f7-8279-44fc-9092-d364d70fce44'), toguid('70fc')",
        "00:01:00, 1.02:03:04.5000000, -00:30:00, null, 70fc66f7-8279-44fc-9092-d364d70fce44, null")]
    [InlineData("tostring(123), tostring(1.5), tostring(true), tostring(long(null)), tostring(1h + 1tick), tostring(-1d - 1h), tostring(real(nan)), tostring(dynamic({\"a\":1}))", "'123', '1.5', 'true', '', '01:00:00.0000001', '-1.01:00:00', 'NaN', '{\"a\":1}'")]
    [InlineData("dynamic({\"a\":{\"b\":[1,2,3]}}).a.b[1], dynamic({\"a b\":5})['a b'], dynamic([1,2,3])[-1], dynamic([1])[5], dynamic({\"a\":null}).a, parse_json('{\"x\":\"y\"}').x, tostring(parse_json('{\"x\":\"y\"}').x)", "'2', '5', '3', null, null, '\"y\"', 'y'")]
    [InlineData("toint(parse_json('[100,101,102]')[1]), todatetime(parse_json('{\"a b c\":\"2015-01-01\"}')['a b c']), tolong(dynamic({\"a\":5.9}).a), todouble(dynamic('7')), tobool(dynamic(true))", "101, 2015-01-01T00:00:00Z, 5, 7, true")]
    [InlineData("array_length(parse_json('[1, 2, 3, \"four\"]')), array_length(parse_json('[8]')), array_length(parse_json('21')), array_length(dynamic(null)), bag_keys(dynamic({\"a\":1,\"b\":2})), bag_pack('Level', 'Information', 'n', 5), pack_array(1, 'x', 1h)",
        "4, 1, null, null, '[\"a\",\"b\"]', '{\"Level\":\"Information\",\"n\":5}', '[1,\"x\",\"01:00:00\"]'")]
    [InlineData("dynamic({\"a\":5}).a == 5, dynamic({\"a\":\"x\"}).a == 'x', dynamic({\"a\":true}).a == true, dynamic({\"a\":5.5}).a > 5, dynamic({\"a\":1}).b == 5, dynamic({\"a\":5.5}).a == 5", "true, true, true, true, false, false")]
    [InlineData("iff(true, 1, 2), iif(bool(null), 1, 2), iff(1 > 2, 1, 2.5), case(1 > 2, 'a', 2 > 1, 'b', 'c'), case(false, 1, 2), coalesce(tolong('x'), tolong('42'), 33), coalesce('', 'b')", "1, 2, 2.5, 'b', 2, 42, 'b'")]
    [InlineData("isnull(long(null)), isnull(''), isnotnull(5), isempty(''), isempty(long(null)), isnotempty('a'), isnan(0.0 / 0), isinf(1.0 / 0), isfinite(1.0), isfinite(1.0 / 0)", "true, false, true, true, true, true, true, true, true, false")]
    public async Task Conversions_OfAnyValue_FollowKusto(string expressions, string expected) => await Prints(expressions, expected);

    [Theory]
    [InlineData("int(null) == int(null), int(null) == 5, int(null) != 5, int(null) != int(null), int(null) > 5, not(bool(null))", "null, false, true, null, null, null")]
    [InlineData("bool(null) and false, bool(null) and true, bool(null) or true, bool(null) or false", "false, null, true, null")]
    [InlineData("real(nan) == real(nan), real(nan) != real(nan), real(nan) > 1.0, 1.0 < real(nan), real(nan) >= real(nan)", "false, true, false, false, false")]
    [InlineData("long(null) in (1, 2), long(null) !in (1, 2), 1 in (1, 2), 3 !in (1, 2)", "false, true, true, true")]
    [InlineData("5 between (1 .. 5), 6 between (1 .. 5), 6 !between (1 .. 5), datetime(2024-01-02) between (datetime(2024-01-01) .. 1d), long(null) between (1 .. 5), 1h between (30m .. 2h)", "true, false, true, true, null, true")]
    [InlineData("1 == 1.0, int(1) == 1, 1 < 1.5, 1h == 60m, true == false, guid(70fc66f7-8279-44fc-9092-d364d70fce44) == guid(70FC66F7-8279-44FC-9092-D364D70FCE44)", "true, true, true, true, false, true")]
    public async Task Comparisons_WithNullsAndNaN_FollowKusto(string expressions, string expected) => await Prints(expressions, expected);

    [Theory]
    [InlineData("array_concat(dynamic([1, 2, 3]), dynamic([4, 5])), array_reverse(dynamic(['x', 'y'])), array_sum(dynamic([1, 2, 3, 4])), array_index_of(dynamic(['a', 'b']), 'b'), array_index_of(dynamic(['a']), 'z')",
        "'[1,2,3,4,5]', '[\"y\",\"x\"]', 10, 1, -1")]
    [InlineData("array_slice(dynamic([1, 2, 3]), 1, 2), array_slice(dynamic([1, 2, 3, 4, 5]), 2, -1), array_slice(dynamic([1, 2, 3, 4, 5]), -3, -2)", "'[2,3]', '[3,4,5]', '[3,4]'")]
    [InlineData("array_sort_asc(dynamic(['blue', 'yellow', 'green'])), array_sort_desc(dynamic([2, 10, 1])), array_sort_asc(dynamic([null, 3, 1])), array_sort_desc(dynamic([null, 3, 1]))",
        "'[\"blue\",\"green\",\"yellow\"]', '[10,2,1]', '[1,3,null]', '[3,1,null]'")]
    [InlineData("array_rotate_left(dynamic([1, 2, 3, 4, 5]), 2), array_rotate_left(dynamic([1, 2, 3, 4, 5]), -2), array_rotate_right(dynamic([1, 2, 3, 4, 5]), 2)", "'[3,4,5,1,2]', '[4,5,1,2,3]', '[4,5,1,2,3]'")]
    [InlineData("array_shift_left(dynamic([1, 2, 3, 4, 5]), 2), array_shift_left(dynamic([1, 2, 3, 4, 5]), -2, 0), array_shift_right(dynamic([1, 2]), 1)", "'[3,4,5,null,null]', '[0,0,1,2,3]', '[null,1]'")]
    [InlineData("array_split(dynamic([1, 2, 3, 4, 5]), 2), array_split(dynamic([1, 2, 3, 4, 5]), -1), array_iff(dynamic([true, false, true]), dynamic([1, 2, 3]), dynamic([4, 5, 6])), array_iff(dynamic([1, 0]), 'y', 'n')",
        "'[[1,2],[3,4,5]]', '[[1,2,3,4],[5]]', '[1,5,3]', '[\"y\",\"n\"]'")]
    [InlineData("range(1, 8, 3), range(1, 3), range(1.5, 3, 0.5), range(datetime(2024-01-01), datetime(2024-01-03), 1d), repeat(1, 3), repeat('x', 0)",
        "'[1,4,7]', '[1,2,3]', '[1.5,2.0,2.5,3.0]', '[\"2024-01-01T00:00:00.0000000Z\",\"2024-01-02T00:00:00.0000000Z\",\"2024-01-03T00:00:00.0000000Z\"]', '[1,1,1]', '[]'")]
    [InlineData("set_union(dynamic([1, 2, 2]), dynamic([3, 1])), set_intersect(dynamic([1, 2, 3]), dynamic([3, 2, 9])), set_difference(dynamic([1, 2, 3]), dynamic([2])), set_has_element(dynamic(['a', 'b']), 'b'), set_has_element(dynamic([1]), 2)",
        "'[1,2,3]', '[2,3]', '[1,3]', true, false")]
    [InlineData("zip(dynamic([1, 3, 5]), dynamic([2, 4])), strcat_array(dynamic([1, 2, 3]), '->'), array_length(zip(dynamic([1]), dynamic([2])))", "'[[1,2],[3,4],[5,null]]', '1->2->3', 1")]
    [InlineData("bag_merge(dynamic({'A1': 12, 'B1': 2}), dynamic({'A2': 81, 'A1': 3})), bag_remove_keys(dynamic({'a': 1, 'b': 2}), dynamic(['b', 'z'])), bag_set_key(dynamic({'k1': 1, 'k2': 2}), 'k3', 'abc'), bag_set_key(dynamic({'k1': 1}), 'k1', 5)",
        "'{\"A1\":12,\"B1\":2,\"A2\":81}', '{\"a\":1}', '{\"k1\":1,\"k2\":2,\"k3\":\"abc\"}', '{\"k1\":5}'")]
    [InlineData("bag_zip(dynamic(['a', 8, 'b']), dynamic([1, '2'])), bag_has_key(dynamic({'k': {'p': 1}}), 'k'), bag_has_key(dynamic({'k': {'p': 1}}), '$.k.p'), bag_has_key(dynamic({'k': {'p': 1}}), '$.k.q'), gettype(dynamic([1])), gettype(dynamic({'a':1})), gettype(dynamic('x'))",
        "'{\"a\":1,\"b\":null}', true, true, false, 'array', 'dictionary', 'string'")]
    [InlineData("extract_json('$.a[1].b', '{\"a\":[0,{\"b\":\"x\"}]}'), extract_json('$.n', '{\"n\":5}', typeof(long)), array_reverse(parse_json('5')), array_length(dynamic('x'))", "'x', 5, null, null")]
    public async Task Arrays_AndBags_FollowKusto(string expressions, string expected) => await Prints(expressions, expected);

    [Theory]
    [InlineData("countof('The cat sat on the mat', 'at'), countof('aaa', 'a'), countof('aaaa', 'aa'), countof('ababa', 'aba'), countof('ababa', 'aba', 'regex'), countof('abcabc', 'a.c', 'regex')", "3, 3, 3, 2, 1, 2")]
    [InlineData("reverse('ABC'), reverse(12), strcmp('ABC', 'ABC'), strcmp('abc', 'ABC'), strcmp('ABC', 'abc'), strrep('ABC', 2), strrep('ABC', 3, '.'), string_size('hello'), string_size('⒦⒰⒮⒯⒪'), strlen('⒦⒰⒮⒯⒪')", "'CBA', '21', 0, 1, -1, 'ABCABC', 'ABC.ABC.ABC', 5, 15, 5")]
    [InlineData("translate('abc', 'x', 'abc'), translate('abc', '', 'ab'), translate('krasp', 'otsku', 'spark'), indexof('abcdefg', 'cde', 1), indexof('abcdefg', 'cde', 5), indexof('abcabc', 'b', -3)", "'xxx', '', 'kusto', 2, -1, 4")]
    [InlineData("base64_encode_tostring('Kusto'), base64_decode_tostring('S3VzdG8='), base64_decode_tostring('!'), url_encode_component('a b/c'), url_decode('a%20b'), tohex(256), tohex(-256), tohex(toint(-256), 8), tohex(256, 8), tohex(0)",
        "'S3VzdG8=', 'Kusto', '', 'a%20b%2fc', 'a b', '100', 'ffffffffffffff00', 'ffffff00', '00000100', '0'")]
    [InlineData("extract_all(@'(\\d+)', 'a set of numbers: 123, 567 and 789'), extract_all(@'(\\w)(\\d)', 'a1 b2'), extract_all('(x)', 'abc'), toupper(1.5), tolower(true)", "'[\"123\",\"567\",\"789\"]', '[[\"a\",\"1\"],[\"b\",\"2\"]]', null, '1.5', 'true'")]
    [InlineData("binary_and(12, 10), binary_or(12, 10), binary_xor(12, 10), binary_not(100), binary_shift_left(1, 5), binary_shift_right(8, 2), bitset_count_ones(42)", "8, 14, 6, -101, 32, 2, 3")]
    [InlineData("round(sin(1), 6), round(cos(1), 6), round(tan(1), 6), asin(2), acos(1), round(atan2(1, 1), 6), round(degrees(pi()), 0), round(radians(180), 6), round(cot(1), 6)", "0.841471, 0.540302, 1.557408, NaN, 0, 0.785398, 180, 3.141593, 0.642093")]
    [InlineData("bin_at(6.5, 2.5, 7), bin_at(datetime(2017-05-17 10:20:00), 7d, datetime(2017-06-04 00:00:00.0)), bin_at(time(1h), 1d, 12h), bin_at(10, 5, 3)", "4.5, 2017-05-14T00:00:00Z, -12:00:00, 8")]
    [InlineData("make_datetime(2017, 10, 01, 12, 10), make_datetime(2017, 10, 01, 12, 11, 0.1234567), make_datetime(2017, 2, 30), make_datetime(2017, 13, 1), make_timespan(1, 12, 30, 55.123), make_timespan(12, 30)",
        "2017-10-01T12:10:00Z, 2017-10-01T12:11:00.1234567Z, null, null, 1.12:30:55.1230000, 12:30:00")]
    [InlineData("unixtime_seconds_todatetime(1546300800), unixtime_milliseconds_todatetime(1546300800000), unixtime_microseconds_todatetime(1546300800000000), unixtime_nanoseconds_todatetime(1546300800000000000)",
        "2019-01-01T00:00:00Z, 2019-01-01T00:00:00Z, 2019-01-01T00:00:00Z, 2019-01-01T00:00:00Z")]
    [InlineData("datetime_part('year', datetime(2017-10-30 01:02:03.7654321)), datetime_part('quarter', datetime(2017-10-30 01:02:03.7654321)), datetime_part('week_of_year', datetime(2017-10-30)), datetime_part('millisecond', datetime(2017-10-30 01:02:03.7654321)), "
        + "datetime_part('microsecond', datetime(2017-10-30 01:02:03.7654321)), datetime_part('nanosecond', datetime(2017-10-30 01:02:03.7654321))", "2017, 4, 44, 765, 765432, 765432100")]
    [InlineData("format_timespan(time(29.09:00:05.12345), 'dd.hh:mm:ss [FF]'), format_timespan(time(29.09:00:05.12345), 'ddd.h:mm:ss [fffffff]'), format_timespan(-1h, 'hh:mm')", "'29.09:00:05 [12]', '029.9:00:05 [1234500]', '01:00'")]
    [InlineData("todatetime('02/17/2016 08:40:01'), todatetime('02/17/2016'), todatetime('Sat, 08 Nov 2014 15:55:55 GMT'), toguid('0123456789abcdef0123456789abcdef'), toguid('{70fc66f7-8279-44fc-9092-d364d70fce44}')",
        "2016-02-17T08:40:01Z, 2016-02-17T00:00:00Z, 2014-11-08T15:55:55Z, 01234567-89ab-cdef-0123-456789abcdef, 70fc66f7-8279-44fc-9092-d364d70fce44")]
    [InlineData("iff(true, 1, 'x'), case(false, 1, true, 'two', 1h), iff(false, 1, 2.5), ceiling(5), -int(5), true < false, gettype(-int(5))", "'1', '\"two\"', 2.5, 5, -5, false, 'long'")]
    public async Task Patterns_BitsAnglesAndTimes_FollowKusto(string expressions, string expected) => await Prints(expressions, expected);

    private async Task Prints(string expressions, string expected)
    {
        var answer = await workspace.AskAsync("print " + expressions);
        var arrow = answer.IndexOf(" -> ", StringComparison.Ordinal);
        Assert.Equal(expected, arrow < 0 ? answer : answer[(arrow + 4)..]);
    }
}
