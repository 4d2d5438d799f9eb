namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>Operators that change the shape of rows, and functions that look at other rows. Rows and names are those of Kusto's reference and language service.</summary>
public sealed class KqlShapeTests(KqlWorkspace workspace) : IClassFixture<KqlWorkspace>
{
    private const string D = "let D = datatable(k:string, d:dynamic)['list', dynamic([10, 'x', null]), 'bag', dynamic({'p': 1, 'q': 'two'}), 'none', dynamic(null), 'empty', dynamic([]), 'one', dynamic(5)];\n";

    private const string Log = "let Log = datatable(line:string)['run orders took 1200 ms, rows=7', 'run billing took fast ms, rows=9', 'nothing here'];\n";

    private const string Runs = "let Runs = datatable(at:datetime, p:string, n:real)["
        + "datetime(2024-01-01 00:10), 'a', 1, datetime(2024-01-01 00:50), 'a', 3, datetime(2024-01-01 03:00), 'a', 5, datetime(2024-01-01 01:30), 'b', 7, datetime(2023-12-31 23:59), 'b', 100];\n";

    [Theory]
    [InlineData("D | where k == 'list' | mv-expand d", "k:string, d:dynamic -> 'list', '10' | 'list', '\"x\"' | 'list', null")]
    [InlineData("D | where k == 'bag' | mv-expand d", "k:string, d:dynamic -> 'bag', '{\"p\":1}' | 'bag', '{\"q\":\"two\"}'")]
    [InlineData("D | where k == 'bag' | mv-expand kind=array d", "k:string, d:dynamic -> 'bag', '[\"p\",1]' | 'bag', '[\"q\",\"two\"]'")]
    [InlineData("D | where k in ('none', 'empty', 'one') | mv-expand d", "k:string, d:dynamic -> 'none', null | 'one', '5'")]
    [InlineData("D | where k == 'list' | mv-expand with_itemindex=i d to typeof(long)", "k:string, d:long, i:long -> 'list', 10, 0 | 'list', null, 1 | 'list', null, 2")]
    [InlineData("D | where k == 'list' | mv-expand d to typeof(string) limit 2", "k:string, d:string -> 'list', '10' | 'list', 'x'")]
    [InlineData("D | where k == 'bag' | mv-expand e = d, f = dynamic([1, 2, 3]) | project e, f", "e:dynamic, f:dynamic -> '{\"p\":1}', '1' | '{\"q\":\"two\"}', '2' | null, '3'")]
    [InlineData("range x from 3 to 1 step -1 | extend y = dynamic(['a', 'b']) | mv-expand y | extend n = row_number()",
        "x:long, y:dynamic, n:long -> 3, '\"a\"', 1 | 3, '\"b\"', 2 | 2, '\"a\"', 3 | 2, '\"b\"', 4 | 1, '\"a\"', 5 | 1, '\"b\"', 6")]
    public async Task MvExpand_MakesARowOfEachElement(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(D + query));

    [Theory]
    [InlineData("Log | parse line with 'run ' name ' took ' ms:long ' ms, rows=' rows:int | project name, ms, rows", "name:string, ms:long, rows:int -> 'orders', 1200, 7 | '', null, null | '', null, null")]
    [InlineData("Log | parse kind=relaxed line with 'run ' name ' took ' ms:long ' ms, rows=' rows:int | project name, ms, rows", "name:string, ms:long, rows:int -> 'orders', 1200, 7 | 'billing', null, 9 | '', null, null")]
    [InlineData("Log | parse-where line with 'run ' name ' took ' ms:long * | project name, ms", "name:string, ms:long -> 'orders', 1200")]
    [InlineData("Log | parse-where line with * 'rows=' rows:long | project rows", "rows:long -> 7 | 9")]
    [InlineData("Log | parse-where kind=regex line with @'run [a-z]' rest ' took ' * | project rest", "rest:string -> 'rders' | 'illing'")]
    [InlineData("Log | parse-where kind=regex flags=i line with @'RUN (o|x)' rest ' TOOK ' * | project rest", "rest:string -> 'rders'")]
    [InlineData("print t = 'a,b,c' | parse kind=regex t with x ',' *", "t:string, x:string -> 'a,b,c', 'a,b'")]
    [InlineData("print t = 'a,b,c' | parse kind=regex flags=U t with x ',' *", "t:string, x:string -> 'a,b,c', 'a'")]
    [InlineData("print t = 'a,b,c' | parse t with x ',' *", "t:string, x:string -> 'a,b,c', 'a'")]
    [InlineData("print t = 'a(1).b' | parse t with 'a(1).' t", "t:string -> 'b'")]
    [InlineData("print n = 125 | parse n with '1' x:long '5'", "n:long, x:long -> 125, 2")]
    public async Task Parse_TakesTextsApart(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(Log + query));

    [Theory]
    [InlineData("Runs | make-series n = count(), avg(n) on at from datetime(2024-01-01) to datetime(2024-01-01 04:00) step 1h by p | project p, n, avg_n | sort by p asc",
        "p:string, n:dynamic, avg_n:dynamic -> 'a', '[2,0,0,1]', '[2.0,0.0,0.0,5.0]' | 'b', '[0,1,0,0]', '[0.0,7.0,0.0,0.0]'")]
    [InlineData("Runs | make-series sum(n) default=real(null) on at from datetime(2024-01-01) to datetime(2024-01-01 01:30) step 1h",
        "sum_n:dynamic, at:dynamic -> '[4.0,null]', '[\"2024-01-01T00:00:00.0000000Z\",\"2024-01-01T01:00:00.0000000Z\"]'")]
    [InlineData("Runs | where p == 'a' | make-series max(n) default=-1.5 on at step 1h | project max_n", "max_n:dynamic -> '[3.0,-1.5,-1.5,5.0]'")]
    [InlineData("Runs | where p == 'a' | make-series c = count() on n from 0.0 to 6 step 2 | project c, n", "c:dynamic, n:dynamic -> '[1,1,1]', '[0.0,2.0,4.0]'")]
    [InlineData("Runs | take 0 | make-series count() on at from datetime(2024-01-01) to datetime(2024-01-02) step 12h | count", "Count:long -> 0")]
    [InlineData("Runs | take 0 | make-series kind=nonempty count() default=4 on at from datetime(2024-01-01) to datetime(2024-01-02) step 12h | project count_", "count_:dynamic -> '[4,4]'")]
    [InlineData("Runs | make-series n = count() on at from datetime(2024-01-01) to datetime(2024-01-01 02:00) step 1h | mv-expand n to typeof(long), at to typeof(datetime)",
        "n:long, at:datetime -> 2, 2024-01-01T00:00:00Z | 1, 2024-01-01T01:00:00Z")]
    public async Task MakeSeries_FillsEveryBin(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(Runs + query));

    [Fact]
    public async Task MakeSeries_OfTooManyBins_IsAnErrorOfExecution() =>
        Assert.StartsWith("Execution", await workspace.AskAsync("print t = ago(1h) | make-series count() on t from datetime(0001-01-01) to now() step 1s"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Runs | sort by n asc | project n, row_number(), row_number(10), prev(n), next(n, 2, 0.5)",
        "n:real, Column1:long, Column2:long, Column3:real, Column4:real -> 1, 1, 10, null, 5 | 3, 2, 11, 1, 7 | 5, 3, 12, 3, 100 | 7, 4, 13, 5, 0.5 | 100, 5, 14, 7, 0.5")]
    [InlineData("Runs | sort by p asc, n asc | project p, s = row_cumsum(n), r = row_cumsum(n, p != prev(p)), i = row_number(1, p != prev(p))",
        "p:string, s:real, r:real, i:long -> 'a', 1, 1, 1 | 'a', 4, 4, 2 | 'a', 9, 9, 3 | 'b', 16, 7, 1 | 'b', 116, 107, 2")]
    [InlineData("datatable(x:long)[10, 10, 20, 30, 30, 10] | serialize d = row_rank_dense(x), m = row_rank_min(x)", "x:long, d:long, m:long -> 10, 1, 1 | 10, 1, 1 | 20, 2, 3 | 30, 3, 4 | 30, 3, 4 | 10, 4, 6")]
    [InlineData("Runs | sort by n asc | where n - prev(n) > 2 | project n", "n:real -> 100")]
    [InlineData("Runs | sort by n asc | extend gap = n - prev(n) | where gap >= 2 | extend i = row_number() | project i, gap", "i:long, gap:real -> 1, 2 | 2, 2 | 3, 2 | 4, 93")]
    [InlineData("range x from 1 to 4 step 1 | extend total = row_cumsum(x) | project x, share = prev(total)", "x:long, share:long -> 1, null | 2, 1 | 3, 3 | 4, 6")]
    [InlineData("range x from 1 to 3 step 1 | extend y = next(row_cumsum(x), 1, 0)", "x:long, y:long -> 1, 3 | 2, 6 | 3, 0")]
    [InlineData("print k = 'x' | serialize | extend p = prev(k)", "k:string, p:string -> 'x', ''")]
    public async Task Windows_LookAtTheRowsAround(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(Runs + query));

    [Theory]
    [InlineData("Runs | summarize make_set_if(p, n > 5), make_list_if(n, p == 'a'), make_list_with_nulls(n), count_distinctif(p, n > 5), percentiles_array(n, 20, 60)",
        "set_p:dynamic, list_n:dynamic, list_n1:dynamic, count_distinctif_p:long, percentiles_n:dynamic -> '[\"b\"]', '[1.0,3.0,5.0]', '[1.0,3.0,5.0,7.0,100.0]', 1, '[1.0,5.0]'")]
    [InlineData("datatable(b:dynamic)[dynamic({'a': 1}), dynamic({'a': 2, 'c': 3}), dynamic(null)] | summarize make_bag(b)", "bag_b:dynamic -> '{\"a\":1,\"c\":3}'")]
    [InlineData("datatable(a:dynamic)[dynamic([1, 2]), dynamic([2, 3]), dynamic(null)] | summarize make_set(a), make_list(a)", "set_a:dynamic, list_a:dynamic -> '[1,2,3]', '[[1,2],[2,3]]'")]
    [InlineData("datatable(x:real, y:real)[1, 2, 2, 4, 3, 6] | summarize covariance(x, y), covariancep(x, y)", "covariance_x:real, covariancep_x:real -> 2, 1.3333333333333333")]
    [InlineData("datatable(n:long)[12, 10, 14] | summarize binary_all_and(n), o = binary_all_or(n), x = binary_all_xor(n)", "n:long, o:long, x:long -> 8, 14, 8")]
    [InlineData("Runs | summarize stdevpif(n, p == 'a'), variancepif(n, p == 'a'), arg_max(n, p, 5)", "stdevpif_n:real, variancepif_n:real, n:real, p:string, max_n_arg2:long -> 1.632993161855452, 2.6666666666666665, 100, 'b', 5")]
    public async Task Aggregates_OfCollectionsAndConditions_FollowKusto(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(Runs + query));

    [Theory]
    [InlineData("let f = (t:(n:real), least:real) { t | where n >= least | count }; Runs | invoke f(5.0)", "Count:long -> 3")]
    [InlineData("print a1 = 1, b1 = 2, a2 = 3 | project-reorder a* desc, b1", "a2:long, a1:long, b1:long -> 3, 1, 2")]
    [InlineData("print aXb = 1, ab = 2, b = 3 | project-keep a*b", "aXb:long, ab:long -> 1, 2")]
    [InlineData("print aXb = 1, b = 2 | project-away *X*", "b:long -> 2")]
    [InlineData("union isfuzzy=true Runs, Missing | count", "Count:long -> 5")]
    [InlineData("union isfuzzy=true (Runs | where true), (Missing | where Some == 1 | project Other) | count", "Count:long -> 5")]
    [InlineData("union Heart*, Pipeline* | count", "Count:long -> 0")]
    [InlineData("Runs | sample 2 | count", "Count:long -> 2")]
    [InlineData("Runs | sample-distinct 5 of p | sort by p asc", "p:string -> 'a' | 'b'")]
    [InlineData("let X = datatable(i:int, w:long)[1, 2]; datatable(n:long)[1] | join kind=inner X on $left.n == $right.i", "n:long, i:int, w:long -> 1, 1, 2")]
    [InlineData("let X = datatable(a:long, b:long)[1, 2]; X | join kind=inner X on $left.a == $right.a and $left.b == $right.b | count", "Count:long -> 1")]
    public async Task Operators_OnNamesAndTables_FollowKusto(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(Runs + query));
}
