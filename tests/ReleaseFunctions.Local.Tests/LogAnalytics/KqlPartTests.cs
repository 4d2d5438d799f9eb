namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>Operators that pipe parts of the rows through operators of their own, and plugins. Rows and names are those of Kusto's reference and language service.</summary>
public sealed class KqlPartTests(KqlWorkspace workspace) : IClassFixture<KqlWorkspace>
{
    private const string Lists = "let L = datatable(k:string, v:dynamic)['a', dynamic([3, 1, 2]), 'b', dynamic([5, 4]), 'empty', dynamic([])];\n";

    private const string Rows = "let R = datatable(k:string, p:string, v:long)['a', 'x', 3, 'a', 'y', 1, 'b', 'x', 7, 'b', 'x', 9];\n";

    [Theory]
    [InlineData("L | mv-apply x = v to typeof(long) on (top 1 by x)", "k:string, v:dynamic, x:long -> 'a', '[3,1,2]', 3 | 'b', '[5,4]', 5")]
    [InlineData("L | mv-apply x = v to typeof(long) on (summarize s = sum(x), n = count())", "k:string, v:dynamic, s:long, n:long -> 'a', '[3,1,2]', 6, 3 | 'b', '[5,4]', 9, 2")]
    [InlineData("L | mv-apply with_itemindex=i x = v to typeof(long) on (sort by x asc | extend n = row_number(), p = prev(x) | where n <= 2) | project k, x, i, n, p",
        "k:string, x:long, i:long, n:long, p:long -> 'a', 1, 1, 1, null | 'a', 2, 2, 2, 1 | 'b', 4, 1, 1, null | 'b', 5, 0, 2, 4")]
    [InlineData("L | mv-apply v to typeof(long) on (extend c = row_cumsum(v) | take 2)", "k:string, v:long, c:long -> 'a', 3, 3 | 'a', 1, 4 | 'b', 5, 5 | 'b', 4, 9")]
    [InlineData("L | mv-apply x = v to typeof(long) limit 2 on (count) | project k, Count", "k:string, Count:long -> 'a', 2 | 'b', 2")]
    [InlineData("L | mv-apply v on (project z = 5 | distinct z)", "k:string, z:long -> 'a', 5 | 'b', 5")]
    [InlineData("print k = 1, v = dynamic([[1, 2], [3]]) | mv-apply v on (mv-apply w = v to typeof(long) on (summarize s = sum(w)) | summarize m = max(s), list = make_list(w = s))",
        "Unsupported 2:156 A name for an argument is supported only where the query itself defines the function.")]
    [InlineData("print k = 1, v = dynamic([[1, 2], [3]]) | mv-apply v on (mv-apply w = v to typeof(long) on (summarize s = sum(w)) | summarize m = max(s), make_list(s))",
        "k:long, m:long, list_s:dynamic -> 1, 3, '[3,3]'")]
    [InlineData("datatable(n:int, a:dynamic, b:dynamic)[7, dynamic(['B1', 'B2', 'B5']), dynamic([15, 11, 50])] | mv-apply x = a, y = b to typeof(long) on (top 2 by y | summarize x = make_list(x), y = make_list(y)) | project n, x, y",
        "n:int, x:dynamic, y:dynamic -> 7, '[\"B5\",\"B1\"]', '[50,15]'")]
    public async Task MvApply_PipesTheElementsOfEachRow(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(Lists + query));

    [Theory]
    [InlineData("R | partition by k (top 1 by v) | sort by k asc", "k:string, p:string, v:long -> 'a', 'x', 3 | 'b', 'x', 9")]
    [InlineData("R | partition hint.strategy=native by k (summarize s = sum(v), n = dcount(p)) | sort by s asc", "s:long, n:long -> 4, 2 | 16, 1")]
    [InlineData("R | partition by k (sort by v asc | extend n = row_number(), c = row_cumsum(v)) | sort by v asc | project v, n, c", "v:long, n:long, c:long -> 1, 1, 1 | 3, 2, 4 | 7, 1, 7 | 9, 2, 16")]
    [InlineData("R | partition by k (where v > 1 | count) | sort by Count asc", "Count:long -> 1 | 2")]
    [InlineData("R | top-hitters 1 of p", "p:string, approximate_count_p:long -> 'x', 3")]
    [InlineData("R | top-hitters 1 of k by v", "k:string, approximate_sum_v:long -> 'b', 16")]
    public async Task Parts_AreTablesOfTheirOwn(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(Rows + query));

    [Theory]
    [InlineData("R | evaluate pivot(p, sum(v)) | sort by k asc", "k:string, x:long, y:long -> 'a', 3, 1 | 'b', 16, 0")]
    [InlineData("R | evaluate pivot(p, max(v), k) | sort by k asc | extend z = x + 1", "k:string, x:long, y:long, z:long -> 'a', 3, 1, 4 | 'b', 9, null, 10")]
    [InlineData("R | project k, p | evaluate pivot(p) : (k:string, y:long, q:long) | sort by k asc", "k:string, y:long, q:long -> 'a', 1, 0 | 'b', 0, 0")]
    [InlineData("R | evaluate pivot(p) : (k:string, zz:real)", "Semantic 2:5 The result has no column 'zz' of type real.")]
    [InlineData("R | evaluate pivot(p, percentile(v, 5))", "Semantic 2:23 The second argument of pivot() is count, sum, avg, min, max, dcount, stdev, variance, make_list, make_set or make_bag.")]
    [InlineData("R | evaluate pivot(p) | project zz", "Semantic 2:33 There is no column or value 'zz'.")]
    [InlineData("R | take 1 | project k, v | evaluate narrow()", "Row:long, Column:string, Value:string -> 0, 'k', 'a' | 0, 'v', '3'")]
    [InlineData("R | evaluate autocluster()", "Unsupported 2:5 The plugin 'autocluster' is not supported: bag_unpack, pivot and narrow are.")]
    public async Task Pivot_MakesColumnsOfValues(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(Rows + query));

    [Theory]
    [InlineData("datatable(d:dynamic)[dynamic({'Name': 'John', 'Age': 20}), dynamic({'Name': 'Dave', 'Age': 40})] | evaluate bag_unpack(d)", "Age:long, Name:string -> 20, 'John' | 40, 'Dave'")]
    [InlineData("datatable(d:dynamic)[dynamic({'Name': 'John', 'Age': 20})] | evaluate bag_unpack(d, 'P_')", "P_Age:long, P_Name:string -> 20, 'John'")]
    [InlineData("datatable(Name:string, d:dynamic)['James', dynamic({'Name': 'John', 'Age': 20}), 'David', dynamic({'Age': 40})] | evaluate bag_unpack(d, columnsConflict='replace_source')",
        "Name:string, Age:long -> 'John', 20 | '', 40")]
    [InlineData("datatable(Name:string, d:dynamic)['James', dynamic({'Name': 'John', 'Age': 20})] | evaluate bag_unpack(d, columnsConflict='keep_source')", "Name:string, Age:long -> 'James', 20")]
    [InlineData("datatable(Name:string, d:dynamic)['James', dynamic({'Name': 'John'})] | evaluate bag_unpack(d)",
        "Semantic 1:73 There already is a column 'Name'; say columnsConflict='replace_source' or 'keep_source', or give a prefix.")]
    [InlineData("datatable(d:dynamic)[dynamic({'Name': 'John', 'Age': 20, 'City': 'X'})] | evaluate bag_unpack(d, ignoredProperties=dynamic(['City', 'Age']))", "Name:string -> 'John'")]
    [InlineData("datatable(n:long, d:dynamic)[1, dynamic({'a': 2, 'b': 'x'})] | evaluate bag_unpack(d) : (*, a:long)", "n:long, a:long -> 1, 2")]
    [InlineData("datatable(n:long, d:dynamic)[1, dynamic({'a': 2, 'b': 'x'})] | evaluate bag_unpack(d) : (a:long, c:string)", "a:long, c:string -> 2, ''")]
    [InlineData("datatable(d:dynamic)[dynamic({'m': 1}), dynamic({'m': 'x'}), dynamic({'m': null, 'o': {'p': [1]}, 'f': true, 'r': 1.5})] | evaluate bag_unpack(d)",
        "f:bool, m:dynamic, o:dynamic, r:real -> null, '1', null, null | null, '\"x\"', null, null | true, null, '{\"p\":[1]}', 1.5")]
    public async Task BagUnpack_MakesColumnsOfProperties(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(query));

    [Theory]
    [InlineData("range x from 1 to 2 step 1 | as T1 | union withsource=T (range x from 1 to 1 step 1 | as T2)", "T:string, x:long -> 'T1', 1 | 'T1', 2 | 'T2', 1")]
    [InlineData("range x from 1 to 3 step 1 | as All | where x > toscalar(All | summarize avg(x))", "x:long -> 3")]
    [InlineData("range x from 1 to 2 step 1 | as T1 | where x > 1 | union withsource=T (print x = 5)", "T:string, x:long -> 'union_arg0', 2 | 'union_arg1', 5")]
    [InlineData("declare query_parameters(n:long = 2); set notruncation; print n + 1", "print_0:long -> 3")]
    [InlineData("declare query_parameters(n:long); print n + 1", "Semantic 1:26 The parameter 'n' has no value; give it a default.")]
    [InlineData("set query_now = datetime(2024-01-01); print now()", "Unsupported 1:1 The statement 'set' is not supported.")]
    public async Task Names_AreGivenToRowsAndParameters(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(query));

    [Theory]
    [InlineData("R | partition by k (join R on k)", "Unsupported 2:21 This operator is not supported within mv-apply and partition.")]
    [InlineData("R | partition by k { R | count }", "Unsupported 2:20 partition with a query of its own is not supported; write operators in parentheses.")]
    [InlineData("R | extend d = dynamic([1]) | mv-apply d on (summarize k = count())", "Unsupported 2:31 The operators within mv-apply make a column 'k', and the row has one; give it another name.")]
    [InlineData("R | mv-apply v on (take 1)", "Semantic 2:14 mv-expand takes dynamic values apart, and this is of type long.")]
    public async Task Parts_WhatTheyCannotDo_IsNamed(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(Rows + query));
}
