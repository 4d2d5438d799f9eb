namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>What is wrong or not supported is named, with its line and column.</summary>
public sealed class KqlErrorTests(KqlWorkspace workspace) : IClassFixture<KqlWorkspace>
{
    [Theory]
    [InlineData("", "Syntax 1:1 Expected a table, found the end of the query.")]
    [InlineData("Heartbeat\n| wher Computer == 'a'", "Syntax 2:3 'wher' is not an operator. Did you mean 'where'?")]
    [InlineData("Heartbeat where Computer == 'a'", "Syntax 1:11 Expected '|' or ';', found 'where'.")]
    [InlineData("Heartbeat | where (Computer == 'a'", "Syntax 1:35 Expected ')', found the end of the query.")]
    [InlineData("print 'abc", "Syntax 1:7 This string is never closed.")]
    [InlineData("print 5x", "Semantic 1:7 There is no column or value '5x'.")]
    [InlineData("print a ? b", "Syntax 1:9 The character '?' has no meaning here.")]
    [InlineData("print datetime(soon)", "Syntax 1:7 'soon' is not a literal of type datetime.")]
    [InlineData("print 1 == 1 == true", "Syntax 1:14 Expected '|' or ';', found '=='.")]
    [InlineData("print 99999999999999999999", "Syntax 1:7 99999999999999999999 does not fit into a long.")]
    public async Task Syntax_Wrong_IsNamedWithItsPlace(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(query));

    [Theory]
    [InlineData("Heartbeats | count", "Semantic 1:1 There is no table 'Heartbeats'. Did you mean 'Heartbeat'?")]
    [InlineData("heartbeat | count", "Semantic 1:1 There is no table 'heartbeat'. Did you mean 'Heartbeat'?")]
    [InlineData("PipelineRuns | where DurationM > 5", "Semantic 1:22 There is no column or value 'DurationM'. Did you mean 'DurationMs'?")]
    [InlineData("PipelineRuns\n| where Rows >\n    'many'", "Semantic 2:14 The operator '>' cannot compare long with string. Convert one of them first.")]
    [InlineData("PipelineRuns | where TimeGenerated > '2024-01-01'", "Semantic 1:36 The operator '>' cannot compare datetime with string. Write datetime(...), or use todatetime().")]
    [InlineData("PipelineRuns | where Rows", "Semantic 1:22 A bool is needed here, not long.")]
    [InlineData("print strlenn('a')", "Semantic 1:7 'strlenn' is not a function of the supported subset. Did you mean 'strlen'?")]
    [InlineData("print strlen('a', 'b')", "Semantic 1:7 The function 'strlen' takes 1 arguments, not 2.")]
    [InlineData("print strlen(5)", "Semantic 1:14 Argument 1 of 'strlen' must be a string, not long.")]
    [InlineData("print 'a' + 'b'", "Semantic 1:11 The operator '+' is not defined for string and string. Use strcat().")]
    [InlineData("print 'a' < 'b'", "Semantic 1:11 The operator '<' cannot compare string with string.")]
    [InlineData("print now() + now()", "Semantic 1:13 The operator '+' is not defined for datetime and datetime.")]
    [InlineData("print 'a' has 5", "Semantic 1:11 The operator 'has' is not defined for string and long.")]
    [InlineData("PipelineRuns | where count() > 5", "Semantic 1:22 The aggregate 'count' is allowed only in summarize, and not within another aggregate.")]
    [InlineData("PipelineRuns | summarize max(count())", "Semantic 1:30 The aggregate 'count' is allowed only in summarize, and not within another aggregate.")]
    [InlineData("PipelineRuns | summarize Rows", "Semantic 1:26 The column 'Rows' must stand within an aggregate, or after 'by'.")]
    [InlineData("PipelineRuns | summarize sum(Pipeline)", "Semantic 1:30 Argument 1 of 'sum' must be a number or a timespan, not string.")]
    [InlineData("PipelineRuns | summarize percentile(Rows, Bytes)", "Semantic 1:43 A percentile is a number from 0 to 100 that is written out.")]
    [InlineData("PipelineRuns | extend a = 1, b = a", "Semantic 1:34 There is no column or value 'a'.")]
    [InlineData("PipelineRuns | project Rows, Rows", "Semantic 1:30 There already is a column 'Rows'.")]
    [InlineData("print d = dynamic(1) | sort by d", "Semantic 1:32 A dynamic value has no order; convert it first, with tostring() for instance.")]
    [InlineData("print d = dynamic(1) | summarize by d", "Semantic 1:37 A dynamic value cannot be grouped by; convert it first, with tostring() for instance.")]
    [InlineData("print d = dynamic(1) | extend d + 1", "Unsupported 1:33 The operator '+' is not defined for dynamic and long. Convert the dynamic value with tolong(), todouble() or another function of that kind.")]
    [InlineData("print x = 1 | join (print y = 1) on x", "Semantic 1:37 The right side has no column 'x'.")]
    [InlineData("print x = 1 | join (print x = 'a') on x", "Semantic 1:39 The keys have different types: long and string.")]
    [InlineData("print x = 1 | summarize c = count() | where ingestion_time() > ago(1h)", "Semantic 1:45 ingestion_time() has a meaning only for the rows of a table, before they are summarized, joined or united.")]
    [InlineData("let T = 5; T | count", "Semantic 1:12 'T' is a scalar; a table is needed here.")]
    [InlineData("let f = (x:long) { x }; print f('a')", "Semantic 1:33 This argument must be of type long, not string.")]
    [InlineData("Heartbeat | extend n = row_number()", "Semantic 1:24 'row_number' needs rows in an order: sort them, or write serialize, before it.")]
    [InlineData("Heartbeat | sort by TimeGenerated | summarize max(row_number())", "Semantic 1:51 'row_number' has a meaning only in where, extend, project and serialize.")]
    [InlineData("Heartbeat | mv-expand Computer", "Semantic 1:23 mv-expand takes dynamic values apart, and this is of type string.")]
    [InlineData("Heartbeat | parse Computer with * a", "Semantic 1:35 There must be a text after '*'.")]
    [InlineData("Heartbeat | parse Computer with 'x' a b", "Semantic 1:39 There must be a text between two columns.")]
    [InlineData("Heartbeat | make-series count() on Computer step 1", "Semantic 1:36 The axis of make-series is a datetime, a timespan or a number, not string.")]
    [InlineData("Heartbeat | make-series count() on TimeGenerated step 0s", "Semantic 1:55 The step must be written out, and more than nothing.")]
    [InlineData("Heartbeat | project-away zz*", "Semantic 1:26 There is no column whose name fits 'zz*'.")]
    [InlineData("union Zz* | count", "Semantic 1:7 There is no table whose name fits 'Zz*'.")]
    [InlineData("Heartbeat | join Heartbeat on $right.Computer == $left.Computer", "Semantic 1:37 $left stands before the '==' and $right after it.")]
    [InlineData("Heartbeat | where true between (false .. true)", "Semantic 1:24 'between' compares numbers, datetimes and timespans.")]
    [InlineData("print parse_json(5)", "Semantic 1:18 Argument 1 of 'parse_json' must be a string, not long.")]
    [InlineData("Heartbeat | summarize dcount(Computer, 9)", "Semantic 1:40 The accuracy is a whole number from 0 to 4 that is written out.")]
    [InlineData("Heartbeat | invoke nothing()", "Semantic 1:20 'nothing' is not a function of this query.")]
    [InlineData("print 5", null)]
    public async Task Semantics_Wrong_AreNamedWithTheirPlace(string query, string? expected) => Assert.Equal(expected ?? "print_0:long -> 5", await workspace.AskAsync(query));

    [Theory]
    [InlineData("PipelineRuns | make-series count() on TimeGenerated in range(1, 2)", "Semantic 1:56 range() takes a first value, a last one and a step.")]
    [InlineData("PipelineRuns | extend s = 1 + series_stats(Rows)", "Unsupported 1:31 'series_stats' makes several columns and is supported by itself only: extend (a, b) = series_stats(...).")]
    [InlineData("PipelineRuns | extend (a, b) = array_sort_asc(dynamic([1]))", "Semantic 1:23 Only one name fits here.")]
    [InlineData("PipelineRuns | search Pipeline:5", "Unsupported 1:31 After ':' a string is supported only.")]
    [InlineData("PipelineRuns | search in (Heartbeat) 'x'", "Semantic 1:16 search looks in what is piped into it, or in the tables that it names, not in both.")]
    [InlineData("PipelineRuns | where * !has 'x'", "Unsupported 1:24 '*' before '!has' is not supported: it goes with ==, has, contains, startswith, endswith and their kin.")]
    [InlineData("PipelineRuns | find where Rows > 1", "Unsupported 1:16 find takes no rows from a pipe: write it first, with its tables in parentheses.")]
    [InlineData("find in (PipelineRuns, Heartbeat) where zz > 1", "Semantic 1:1 None of the tables has a column that the predicate names.")]
    [InlineData("PipelineRuns | parse-kv Pipeline as (a:long) with (pair_delimiter=',')", "Semantic 1:51 parse-kv takes pair_delimiter with kv_delimiter, or regex, or neither.")]
    [InlineData("PipelineRuns | parse-kv Rows as (a:long)", "Unsupported 1:25 parse-kv is supported for a string, not for long; use tostring().")]
    [InlineData("PipelineRuns | parse-kv Pipeline as (a:long) with (regex='(a)')", "Semantic 1:58 The regular expression of parse-kv has two groups: the key and its value.")]
    [InlineData("print hash('a', 10)", "Unsupported 1:17 A hash is not supported with a modulus.")]
    [InlineData("print hash(1.5)", "Unsupported 1:12 'hash' is supported for strings and datetimes, not for real.")]
    [InlineData("print series_seasonal(dynamic([1, 2]))", "Unsupported 1:7 series_seasonal() is supported with a period: nobody documents how one is detected.")]
    [InlineData("Heartbeat | where Computer == 5", "Unsupported 1:28 The operator '==' cannot compare string with long. Convert one of them first.")]
    [InlineData("print iff(true, dynamic(1), 2)", "Unsupported 1:17 Values of type dynamic beside others are not supported in 'iff'; convert them first.")]
    [InlineData("print extract_all('(a)', dynamic([2]), 'a')", "Unsupported 1:26 The groups of extract_all() are supported as a list of numbers from 1 to 1 that is written out.")]
    [InlineData("Heartbeat | summarize 1 + take_any(1)", "Unsupported 1:27 The aggregate 'take_any' is supported by itself only, not within an expression.")]
    [InlineData("Heartbeat; Heartbeat", "Unsupported 1:12 Only one query at a time is supported, after the let statements.")]
    [InlineData("PipelineRuns\n| where Rows > 1\n| scan with (step s: true;)", "Unsupported 3:3 The operator 'scan' is not supported.")]
    [InlineData("print decimal(1.5)", "Unsupported 1:7 The type 'decimal' is not supported; use real.")]
    [InlineData("workspace('x').PipelineRuns | count", "Unsupported 1:1 workspace() is not supported: a query sees the tables of its own workspace, by name.")]
    [InlineData("Pipeline* | count", "Unsupported 1:1 Wildcards in the names of tables are not supported; name the tables.")]
    public async Task Kql_OutsideTheSubset_IsNamedWithItsPlace(string query, string expected) => Assert.Equal(expected, await workspace.AskAsync(query));

    [Fact]
    public async Task Nesting_BeyondTheLimits_IsAnErrorAndNoCrash()
    {
        string[] queries =
        [
            "print " + new string('(', 5000) + "1" + new string(')', 5000),
            "print 1" + string.Concat(Enumerable.Repeat(" + 1", 5000)),
            "print x = 1" + string.Concat(Enumerable.Repeat(" | extend x = x + x", 400)),
            "let f = (x:long) { x + x }; print " + string.Concat(Enumerable.Repeat("f(", 60)) + "1" + new string(')', 60),
            "print 1 in " + string.Concat(Enumerable.Repeat("(2 in ", 90)) + "(1)" + new string(')', 90),
            new string('x', 300_000),
        ];
        foreach (var query in queries)
        {
            Assert.StartsWith("Unsupported", await workspace.AskAsync(query), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Overflow_WhileRunning_IsAnErrorOfExecution() =>
        Assert.StartsWith("Execution 0:0", await workspace.AskAsync("print x = 9223372036854775807 | extend y = x + 1"), StringComparison.Ordinal);

    [Fact]
    public async Task Overflow_OfConstants_IsAnErrorOfExecution() =>
        Assert.StartsWith("Execution 0:0", await workspace.AskAsync("print n = 5 | where n in (1, bin_at(-2, 9223372036854775807, 9223372036854775807))"), StringComparison.Ordinal);

    [Fact]
    public async Task Pipes_ManyOfThem_Answer() =>
        Assert.Equal("x:long -> 101", await workspace.AskAsync("print x = 1" + string.Concat(Enumerable.Repeat(" | extend x = x + 1", 100))));
}
