namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>Lists that are known only when the query runs, arguments by name, and functions on series and texts. Values are those of Kusto's reference.</summary>
public sealed class KqlListTests(KqlWorkspace workspace) : IClassFixture<KqlWorkspace>
{
    private const string Known = "let Known = datatable(x:string)['a', 'b'];\nlet List = toscalar(Known | summarize make_list(x));\nlet Made = () { datatable(x:string)['a', 'b'] };\n";

    [Theory]
    [InlineData("datatable(v:string)['a', 'z'] | where v in (Known)", "v:string -> 'a'")]
    [InlineData("datatable(v:string)['a', 'z'] | where v !in (Made)", "v:string -> 'z'")]
    [InlineData("datatable(v:string)['a', 'z'] | where v !in (Made())", "v:string -> 'z'")]
    [InlineData("datatable(v:string)['a', 'B', 'z'] | project v, v in (List), v !in (List), v in~ (List)", "v:string, Column1:bool, Column2:bool, Column3:bool -> 'a', true, false, true | 'B', false, true, true | 'z', false, true, false")]
    [InlineData("datatable(v:long, l:dynamic)[1, dynamic([1, 2]), 5, dynamic([1]), 7, dynamic(7), 8, dynamic(null)] | where v in (l) | project v", "v:long -> 1 | 7")]
    [InlineData("print s = 'an a here' | project s has_any (List), s has_all (List), s has_any (dynamic(['q'])), 'a-b' has_all (List)", "Column1:bool, Column2:bool, Column3:bool, Column4:bool -> true, false, false, true")]
    [InlineData("print s = 'the b' | project s has_any ((Known | project x)), s has_all ((Known | project x))", "Column1:bool, Column2:bool -> true, false")]
    [InlineData("print t = true, l = dynamic([true]) | where t in (l)", "Unsupported 4:47 A value of type bool beside a dynamic list is not supported; convert it first.")]
    public async Task List_OfTableOrArray_IsLookedInto(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(Known + query));

    [Theory]
    [InlineData("print f(12, c=7), f(c=7, a=12), f(1)", "print_0:string, print_1:string, print_2:string -> '12-b-7', '12-b-7', '1-b-0'")]
    [InlineData("print f(c=7, 12)", "Semantic 2:14 After an argument that is named out of its order all must be named.")]
    [InlineData("print f(c=7)", "Semantic 2:7 The function 'f' takes 3 arguments, not 1.")]
    [InlineData("print f(1, zz=7)", "Semantic 2:12 The function 'f' has no parameter of that name, or it is given twice.")]
    [InlineData("print f(1, 'x', 3, 4)", "Semantic 2:7 The function 'f' takes 3 arguments, not 4.")]
    public async Task Arguments_MayHaveNames(string query, string expected) =>
        Assert.Equal(expected, await workspace.AskAsync("let f = (a:long, b:string = 'b', c:long = 0) { strcat(a, '-', b, '-', c) };\n" + query));

    [Theory]
    [InlineData("series_fill_forward(dynamic([null, null, 36, 41, null, null, 16, 61, 33, null, null]))", "'[null,null,36,41,41,41,16,61,33,33,33]'")]
    [InlineData("series_fill_backward(dynamic([null, 111, null, 36, null]))", "'[111,111,36,36,null]'")]
    [InlineData("series_fill_const(dynamic([null, 1, null]), 7)", "'[7,1,7]'")]
    [InlineData("series_divide(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", "'[0.25,1.0,4.0]'")]
    [InlineData("series_add(dynamic([1, 2.5, 'x']), dynamic([4, 2, 1, 7]))", "'[5,4.5,null,null]'")]
    [InlineData("series_subtract(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", "'[-3,0,3]'")]
    [InlineData("series_multiply(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", "'[4,4,4]'")]
    [InlineData("series_less(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", "'[true,false,false]'")]
    [InlineData("series_greater_equals(dynamic([1, 2, 4]), dynamic([4, 2, 1]))", "'[false,true,true]'")]
    [InlineData("series_dot_product(dynamic([1, 2]), dynamic([3, 4]))", "11")]
    [InlineData("tostring(series_stats_dynamic(dynamic([2, 4, 9])).max_idx)", "'2'")]
    [InlineData("toreal(series_stats_dynamic(dynamic([2, 4, 9])).variance)", "13")]
    [InlineData("format_bytes(564)", "'564 Bytes'")]
    [InlineData("format_bytes(10332, 1)", "'10.1 KB'")]
    [InlineData("format_bytes(20010332, 2)", "'19.08 MB'")]
    [InlineData("format_bytes(20010332, 0, 'KB')", "'19541 KB'")]
    [InlineData("parse_csv('aa,\"b,b,b\",cc,\"Escaping quotes: \"\"Title\"\"\",\"line1\\nline2\"')", "'[\"aa\",\"b,b,b\",\"cc\",\"Escaping quotes: \\\"Title\\\"\",\"line1\\nline2\"]'")]
    [InlineData("parse_csv('record1,a,b,c\\nrecord2,x,y,z')", "'[\"record1\",\"a\",\"b\",\"c\"]'")]
    [InlineData("hash_sha1('World')", "'70c07ec18ef89c5309bbb0937f3a6342411e1fdd'")]
    [InlineData("url_encode('https://www.bing.com/hello world')", "'https%3a%2f%2fwww.bing.com%2fhello+world'")]
    [InlineData("indexof_regex('xabcabc', 'a.c')", "1")]
    [InlineData("indexof_regex('x', 'a')", "-1")]
    [InlineData("replace('a(.)', @'<\\1>', 'abac')", "'<b><c>'")]
    [InlineData("notempty('')", "false")]
    [InlineData("totime('01:00:00')", "01:00:00")]
    [InlineData("range(0, int(null), 1)", "null")]
    [InlineData("arraylength(dynamic([1, 2]))", "2")]
    public async Task Function_AsInTheReference_Answers(string call, string expected) => Assert.EndsWith(" -> " + expected, await workspace.AskAsync($"print x = {call}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("print a = 5 | project x = column_ifexists('a', 1), y = columnifexists('zz', 'none')", "x:long, y:string -> 5, 'none'")]
    [InlineData("print a = 5 | extend column_ifexists('a', 1)", "Unsupported 1:22 'column_ifexists' needs a name for its column here: Name = column_ifexists(...).")]
    [InlineData("datatable(v:long, f:bool)[1, false, 2, true] | summarize take_anyif(v, f), makelist(v), makeset(v), count(v)", "v:long, list_v:dynamic, set_v:dynamic, count_v:long -> 2, '[1,2]', '[1,2]', 2")]
    [InlineData("range x from 1 to 2 step 1 | extend y = iff(x == 1, real(null), 5.0) | summarize count(y)", "count_y:long -> 2")]
    [InlineData("let x = 'a'; print toscalar(x)", "print_0:string -> 'a'")]
    [InlineData("print a = 1 | project a + 1 | project Column1 + 1", "Column2:long -> 3")]
    [InlineData("print a = dynamic([1, 2]) | mvexpand a", "a:dynamic -> '1' | '2'")]
    [InlineData("range x from 1 to 4 step 1 | summarize variancepif(x, x > 2), v = variancep(x)", "variancepif_x:real, v:real -> 0.25, 1.25")]
    public async Task Names_FormerAndOptional_AreUnderstood(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(query));

    [Theory]
    [InlineData("print toguid(guid(74be27de-1e4e-49d9-b579-fe0b331d3642))", "Semantic 1:14 Argument 1 of 'toguid' must be a string or dynamic, not guid.")]
    [InlineData("print array_split(dynamic({'p': 1}), 1)", "Semantic 1:19 Argument 1 of 'array_split' must be an array.")]
    [InlineData("print a = 1 | summarize any(a, *)", "Semantic 1:32 '*' is the only argument of 'any'.")]
    [InlineData("print a = 1 | union union (print a = 2)", "Syntax 1:21 A union within a union stands in parentheses.")]
    [InlineData("print d = dynamic([1]) | mv-expand bagexpansion=bag bagexpansion=bag d", "Semantic 1:53 The parameter 'bagexpansion' is there already.")]
    [InlineData("print i = int(1) | make-series count() on i step 1", "Semantic 1:50 The step of an int axis is an int: write int(1).")]
    public async Task Query_ThatTheOfficialCheckRefuses_IsRefused(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(query));
}
