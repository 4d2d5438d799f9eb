namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>Tabular operators, with the names and types of the result's columns. Names and types are those that Kusto's own language service gives.</summary>
public sealed class KqlOperatorTests(KqlWorkspace workspace) : IClassFixture<KqlWorkspace>
{
    private const string T = "let T = datatable(k:string, n:long, r:real, b:bool, t:datetime) ["
        + "'a', 1, 1.5, true, datetime(2024-01-01 00:10), 'b', 2, real(null), false, datetime(2024-01-01 00:50), "
        + "'a', long(null), 2.5, bool(null), datetime(2024-01-01 01:10), '', 4, real(nan), true, datetime(null)];\n";

    [Theory]
    [InlineData("datatable(ival:int, sval:string)[5, \"a\", int(null), \"b\"] | where ival != 5", "ival:int, sval:string -> null, 'b'")]
    [InlineData("T | where n > 1 | project k, n", "k:string, n:long -> 'b', 2 | '', 4")]
    [InlineData("T | where b | project n", "n:long -> 1 | 4")]
    [InlineData("T | where not(b) or k == 'a' and n == 1 | project n", "n:long -> 1 | 2")]
    [InlineData("T | filter k has 'a' | count", "Count:long -> 2")]
    [InlineData("T | where k in ((T | where n == 2 | project k)) | count", "Count:long -> 1")]
    [InlineData("T | where n == toscalar(T | summarize max(n)) | project k, n", "k:string, n:long -> '', 4")]
    [InlineData("T | count as Rows", "Rows:long -> 4")]
    public async Task Where_DropsWhatIsNotTrue(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(T + query));

    [Theory]
    [InlineData("T | take 1 | extend n = n + 1, m = n", "k:string, n:long, r:real, b:bool, t:datetime, m:long -> 'a', 2, 1.5, true, 2024-01-01T00:10:00Z, 1")]
    [InlineData("T | take 1 | extend bin(n, 5), 5 | project n, Column1", "n:long, Column1:long -> 0, 5")]
    [InlineData("T | take 1 | project n + 1, toupper(k), bin(r, 1), K = k, strcat(k, 'x')", "Column1:long, Column2:string, r:real, K:string, Column3:string -> 2, 'A', 1, 'a', 'ax'")]
    [InlineData("print d = dynamic({\"a\":{\"b\":1}}) | project d.a, d.a.b, d['a'], tostring(d.a.b)", "d_a:dynamic, d_a_b:dynamic, d_a1:dynamic, d_a_b1:string -> '{\"b\":1}', '1', '{\"b\":1}', '1'")]
    [InlineData("T | take 1 | project-away r, b, t", "k:string, n:long -> 'a', 1")]
    [InlineData("print aa = 1, ab = 2, ba = 3 | project-away a*", "ba:long -> 3")]
    [InlineData("print aa = 1, ab = 2, ba = 3 | project-keep ba, a*", "aa:long, ab:long, ba:long -> 1, 2, 3")]
    [InlineData("print a = 1, b = 2, c = 3 | project-reorder c, *", "c:long, a:long, b:long -> 3, 1, 2")]
    [InlineData("print a = 1, b = 2 | project-rename x = a | project x, b", "x:long, b:long -> 1, 2")]
    [InlineData("print 1, a = 2, 'x'", "print_0:long, a:long, print_2:string -> 1, 2, 'x'")]
    [InlineData("print a = 1, A = 2 | project a, A", "a:long, A:long -> 1, 2")]
    [InlineData("print ['my name'] = 5 | where ['my name'] == 5", "my name:long -> 5")]
    [InlineData("print x = 1 | getschema", "ColumnName:string, ColumnOrdinal:long, DataType:string, ColumnType:string -> 'x', 0, 'System.Int64', 'long'")]
    public async Task Columns_AreNamedAsInKusto(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(T + query));

    [Theory]
    [InlineData("T | sort by n | project n", "n:long -> 4 | 2 | 1 | null")]
    [InlineData("T | order by n asc | project n", "n:long -> null | 1 | 2 | 4")]
    [InlineData("T | sort by n asc nulls last | project n", "n:long -> 1 | 2 | 4 | null")]
    [InlineData("datatable(x:real)[5, real(null), real(nan), real(-inf), -5, real(+inf), 0] | sort by x asc", "x:real -> null | NaN | -Infinity | -5 | 0 | 5 | Infinity")]
    [InlineData("datatable(x:real)[5, real(null), real(nan), real(-inf), -5, real(+inf), 0] | sort by x", "x:real -> Infinity | 5 | 0 | -5 | -Infinity | NaN | null")]
    [InlineData("datatable(x:real)[5, real(null), real(nan), 0] | sort by x desc nulls first", "x:real -> null | NaN | 5 | 0")]
    [InlineData("datatable(x:real)[5, real(null), real(nan), 0] | sort by x asc nulls last", "x:real -> 0 | 5 | NaN | null")]
    [InlineData("T | sort by k asc, n desc | project k, n", "k:string, n:long -> '', 4 | 'a', 1 | 'a', null | 'b', 2")]
    [InlineData("T | sort by n | extend m = n * 2 | where m != 4 | project-away k, r, b, t | take 2", "n:long, m:long -> 4, 8 | 1, 2")]
    [InlineData("T | top 2 by n | project n", "n:long -> 4 | 2")]
    [InlineData("T | top 1 by t asc nulls last | project k", "k:string -> 'a'")]
    [InlineData("let two = 2; range x from 5 to 1 step -1 | take two", "x:long -> 5 | 4")]
    [InlineData("range x from 1 to 2 step 0.5", "x:real -> 1 | 1.5 | 2")]
    [InlineData("range t from datetime(2024-01-01) to datetime(2024-01-02) step 12h", "t:datetime -> 2024-01-01T00:00:00Z | 2024-01-01T12:00:00Z | 2024-01-02T00:00:00Z")]
    [InlineData("range x from 1 to toscalar(T | count) step 2", "x:long -> 1 | 3")]
    [InlineData("T | distinct k | sort by k asc", "k:string -> '' | 'a' | 'b'")]
    [InlineData("print a = 1 | union (print a = 1) | distinct *", "a:long -> 1")]
    public async Task Order_IsKustosAndSurvivesWhatFollows(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(T + query));

    [Theory]
    [InlineData("T | summarize count(), countif(b), dcount(k), sum(n), avg(n), min(n), max(n), count_distinct(k)",
        "count_:long, countif_b:long, dcount_k:long, sum_n:long, avg_n:real, min_n:long, max_n:long, count_distinct_k:long -> 4, 2, 3, 7, 2.3333333333333335, 1, 4, 3")]
    [InlineData("datatable(x:long)[] | summarize take_any(x), avg(x), max(x), min(x), percentile(x, 55), stdev(x), sum(x), sumif(x, x > 0), variance(x)",
        "x:long, avg_x:real, max_x:long, min_x:long, percentile_x_55:long, stdev_x:real, sum_x:long, sumif_x:long, variance_x:real -> null, NaN, null, null, null, 0, 0, 0, 0")]
    [InlineData("datatable(x:long)[] | summarize count(), countif(x > 0), dcount(x), dcountif(x, x > 0), make_set(x), make_list(x)",
        "count_:long, countif_:long, dcount_x:long, dcountif_x:long, set_x:dynamic, list_x:dynamic -> 0, 0, 0, 0, '[]', '[]'")]
    [InlineData("datatable(x:long, s:string)[] | summarize count(), max(s) by x", "x:long, count_:long, max_s:string -> ")]
    [InlineData("datatable(x:long, s:string)[] | summarize max(s), arg_max(x, s)", "max_s:string, x:long, s:string -> '', null, ''")]
    [InlineData("range x from 1 to 4 step 1 | extend y = iff(x == 1, real(null), real(5)) | summarize sum(y), avg(y), count()", "sum_y:real, avg_y:real, count_:long -> 15, 5, 4")]
    [InlineData("range x from 1 to 2 step 1 | extend y = iff(x == 1, real(null), real(5)) | summarize make_set(y), make_set(y)", "set_y:dynamic, set_y1:dynamic -> '[5.0]', '[5.0]'")]
    [InlineData("range x from 1 to 10 step 1 | summarize percentiles(x, 5, 50, 95), percentile(x, 99.9), p = percentile(x, 0)",
        "percentile_x_5:long, percentile_x_50:long, percentile_x_95:long, percentile_x_99_9:long, p:long -> 1, 5, 10, 10, 1")]
    [InlineData("range x from 1 to 4 step 1 | summarize stdev(x), variance(x), stdevp(x), variancep(x)", "stdev_x:real, variance_x:real, stdevp_x:real, variancep_x:real -> 1.2909944487358056, 1.6666666666666667, 1.118033988749895, 1.25")]
    [InlineData("print x = 5 | summarize stdev(x), variance(x)", "stdev_x:real, variance_x:real -> 0, 0")]
    [InlineData("T | summarize count() by bin(t, 1h) | sort by t asc", "t:datetime, count_:long -> null, 1 | 2024-01-01T00:00:00Z, 2 | 2024-01-01T01:00:00Z, 1")]
    [InlineData("T | summarize c = count(), s = sum(n) by Key = k, n % 2 | sort by Key asc, s asc", "Key:string, Column1:long, c:long, s:long -> '', 0, 1, 4 | 'a', null, 1, 0 | 'a', 1, 1, 1 | 'b', 0, 1, 2")]
    [InlineData("T | summarize avg(n) + 1, round(avg(n), 2), max(n) - min(n), x = todouble(sum(n)) / count()", "Column1:real, avg_n:real, Column2:long, x:real -> 3.3333333333333335, 2.33, 3, 1.75")]
    [InlineData("T | summarize by k | sort by k", "k:string -> 'b' | 'a' | ''")]
    [InlineData("T | summarize arg_max(n, *) by k | sort by k asc | project k, n, r", "k:string, n:long, r:real -> '', 4, NaN | 'a', 1, 1.5 | 'b', 2, null")]
    [InlineData("datatable(Fruit:string, Color:string, Version:int)['Apple','Red',1,'Apple','Green',int(null),'Banana','Yellow',int(null),'Banana','Green',int(null),'Pear','Brown',1,'Pear','Green',2,] "
        + "| summarize arg_max(Version, *) by Fruit | sort by Fruit asc", "Fruit:string, Version:int, Color:string -> 'Apple', 1, 'Red' | 'Banana', null, 'Yellow' | 'Pear', 2, 'Green'")]
    [InlineData("T | summarize arg_min(n, k, t), (x, y) = arg_max(n, k)", "n:long, k:string, t:datetime, x:long, y:string -> 1, 'a', 2024-01-01T00:10:00Z, 4, ''")]
    [InlineData("T | sort by n asc | summarize make_list(n), make_list(k, 2), make_set(k)", "list_n:dynamic, list_k:dynamic, set_k:dynamic -> '[1,2,4]', '[\"a\",\"a\"]', '[\"a\",\"b\",\"\"]'")]
    [InlineData("datatable(name:string, sideCount:int)['triangle',3,'square',4,'pentagon',5] | summarize mylist = make_list(name) by isEven = sideCount % 2 == 0 | sort by isEven asc",
        "isEven:bool, mylist:dynamic -> false, '[\"triangle\",\"pentagon\"]' | true, '[\"square\"]'")]
    [InlineData("datatable(d:timespan)[1h, 2h] | summarize avg(d), sum(d), max(d), make_list(d)", "avg_d:timespan, sum_d:timespan, max_d:timespan, list_d:dynamic -> 01:30:00, 03:00:00, 02:00:00, '[\"01:00:00\",\"02:00:00\"]'")]
    [InlineData("T | summarize avgif(n, b), minif(n, b), maxif(n, k == 'b'), take_any(k)", "avgif_n:real, minif_n:long, maxif_n:long, k:string -> 2.5, 1, 2, 'a'")]
    [InlineData("T | summarize value = percentile(n, 95), samples = count() | extend ok = samples >= 4", "value:long, samples:long, ok:bool -> 4, 4, true")]
    public async Task Summarize_OverAnyRows_FollowsKusto(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(T + query));

    [Theory]
    [InlineData("print x = 1 | union (print x = toint(2))", "x_long:long, x_int:int -> 1, null | null, 2")]
    [InlineData("let a = print x = 1; let b = print x = toint(2); let c = print x_long = 3; union withsource=TableName a, b, c", "TableName:string, x_long1:long, x_int:int, x_long:long -> 'a', 1, null, null | 'b', null, 2, null | 'c', null, null, 3")]
    [InlineData("print a = 1, s = 'x' | union (print a = 2, u = 3)", "a:long, s:string, u:long -> 1, 'x', null | 2, '', 3")]
    [InlineData("print a = 1, b = 2 | union kind=inner (print a = 3, c = 4)", "a:long -> 1 | 3")]
    [InlineData("union (print a = 1), (print a = 2) | summarize sum(a)", "sum_a:long -> 3")]
    public async Task Union_MergesColumnsByNameAndType(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(query));

    [Theory]
    [InlineData("inner", "k:string, v:long, k1:string, w:long -> 'b', 2, 'b', 10 | 'b', 3, 'b', 10 | 'c', 4, 'c', 20 | 'c', 4, 'c', 30")]
    [InlineData("innerunique", "k:string, v:long, k1:string, w:long -> 'b', 2, 'b', 10 | 'c', 4, 'c', 20 | 'c', 4, 'c', 30")]
    [InlineData("leftouter", "k:string, v:long, k1:string, w:long -> 'a', 1, '', null | 'b', 2, 'b', 10 | 'b', 3, 'b', 10 | 'c', 4, 'c', 20 | 'c', 4, 'c', 30")]
    [InlineData("rightouter", "k:string, v:long, k1:string, w:long -> '', null, 'd', 40 | 'b', 2, 'b', 10 | 'b', 3, 'b', 10 | 'c', 4, 'c', 20 | 'c', 4, 'c', 30")]
    [InlineData("fullouter", "k:string, v:long, k1:string, w:long -> '', null, 'd', 40 | 'a', 1, '', null | 'b', 2, 'b', 10 | 'b', 3, 'b', 10 | 'c', 4, 'c', 20 | 'c', 4, 'c', 30")]
    [InlineData("leftsemi", "k:string, v:long -> 'b', 2 | 'b', 3 | 'c', 4")]
    [InlineData("leftanti", "k:string, v:long -> 'a', 1")]
    [InlineData("rightsemi", "k:string, w:long -> 'b', 10 | 'c', 20 | 'c', 30")]
    [InlineData("rightanti", "k:string, w:long -> 'd', 40")]
    public async Task Join_OfEveryKind_HasTheRowsOfKustosExample(string kind, string expected)
    {
        var order = kind is "leftsemi" or "leftanti" ? "k asc, v asc" : kind.StartsWith("rights", StringComparison.Ordinal) || kind == "rightanti" ? "k asc, w asc" : "k asc, v asc, w asc";
        Assert.Equal(expected, await workspace.AskAsync(
            "let X = datatable(k:string, v:long)['a',1,'b',2,'b',3,'c',4]; let Y = datatable(k:string, w:long)['b',10,'c',20,'c',30,'d',40]; "
            + $"X | join kind={kind} Y on k | sort by {order}"));
    }

    [Theory]
    [InlineData("let X = datatable(a:long, b:long)[1,2]; let Y = datatable(c:long, d:long)[1,3]; X | join kind=inner Y on $left.a == $right.c", "a:long, b:long, c:long, d:long -> 1, 2, 1, 3")]
    [InlineData("let X = datatable(a:long, b:long)[1,2,5,6]; X | lookup (X | project a, z = b * 2 | where a == 1) on a | sort by a asc", "a:long, b:long, z:long -> 1, 2, 4 | 5, 6, null")]
    [InlineData("let X = datatable(a:long, b:long)[1,2,1,3]; X | join kind=inner X on a, b | count", "Count:long -> 2")]
    public async Task Join_OnNamedSides_MatchesThem(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(query));

    [Theory]
    [InlineData("let n = 10; let place = 'Dallas'; print n + 1, place", "print_0:long, print_1:string -> 11, 'Dallas'")]
    [InlineData("let MultiplyByN = (val:long, n:long) { val * n }; range x from 1 to 3 step 1 | extend result = MultiplyByN(x, 5)", "x:long, result:long -> 1, 5 | 2, 10 | 3, 15")]
    [InlineData("let f = (x:long, y:long = 5) { let z = x + y; z * 2 }; print f(1), f(1, 1)", "print_0:long, print_1:long -> 12, 4")]
    [InlineData("let f = (t:(x:long), m:long) { t | where x > m | count }; let d = datatable(x:long)[1, 2, 3]; f(d, 1)", "Count:long -> 2")]
    [InlineData("let v = view () { print x = 1 }; v | union v | count", "Count:long -> 2")]
    [InlineData("let a = 1; let f = (x:long) { x + a }; print f(1)", "print_0:long -> 2")]
    [InlineData("let T = datatable(x:long)[3, 1, 2] | sort by x asc; T | take 2", "x:long -> 1 | 2")]
    [InlineData("let windowStart = datetime(2024-01-01); let windowEnd = windowStart + 1h; datatable(t:datetime)[datetime(2024-01-01 00:30), datetime(2024-01-01 02:00)] | where t between (windowStart .. windowEnd)", "t:datetime -> 2024-01-01T00:30:00Z")]
    [InlineData("// a comment\nprint x = 1 // another\n| extend y = 2;", "x:long, y:long -> 1, 2")]
    [InlineData("print x = 1 | render timechart with (title='a | b')", "x:long -> 1")]
    public async Task Let_BindsScalarsTablesAndFunctions(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(query));

    [Fact]
    public async Task Percentile_OfAnyRankAndCount_IsTheNearestRank()
    {
        foreach (var count in new[] { 1, 2, 3, 7, 10, 19, 20, 21, 40, 99, 100, 101, 200, 1000 })
        {
            var percents = Enumerable.Range(0, 101).ToArray();
            var answer = await workspace.AskAsync($"range x from 1 to {count} step 1 | summarize percentiles(x, {string.Join(", ", percents)})");
            var expected = percents.Select(p => Math.Max(1, ((p * count) + 99) / 100));
            Assert.EndsWith(" -> " + string.Join(", ", expected), answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task BuiltInTable_WithoutRows_IsATable() =>
        Assert.Equal("value:real, samples:long -> null, 0", await workspace.AskAsync(
            "PipelineRuns | where TimeGenerated between (ago(1h) .. now()) and Pipeline == 'orders' and Exposed | summarize value = percentile(DurationMs, 95), samples = count()"));
}
