using CsCheck;

namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>Broken queries: whatever is done to their text, they are answered or rejected; nothing is thrown, and no wrong SQL reaches the database.</summary>
public sealed class KqlFuzzTests(KqlWorkspace workspace) : IClassFixture<KqlWorkspace>
{
    private static readonly string[] Seeds =
    [
        "PipelineRuns | where TimeGenerated between (ago(1h) .. now()) and Pipeline == 'orders' and Exposed | summarize value = percentile(DurationMs, 95), samples = count() by bin(TimeGenerated, 30m)",
        "let T = datatable(k:string, n:long, r:real, b:bool)['a', 1, 1.5, true, 'b', long(null), real(nan), false]; T | extend m = n + r, s = strcat(k, '-', n) | sort by m desc nulls first | take 3",
        "let f = (x:long, y:real = 1.5) { x * y }; range i from 1 to 10 step 1 | project i, v = iff(i % 2 == 0, f(i), todouble(i)), d = datetime(2024-01-01) + i * 1d | summarize avg(v), stdev(v), make_list(i), arg_max(i, *) by bin(d, 7d)",
        "FeatureEvaluation | where Enabled and Variant in~ ('new', 'old') and TargetingId has 'x' | summarize dcount(TargetingId), countif(Reason =~ 'a') by FeatureName, Variant | order by FeatureName asc | top 5 by dcount_TargetingId",
        "PipelineRuns | join kind=leftouter (Heartbeat | distinct Pipeline, Computer) on Pipeline | union kind=outer (Heartbeat | project Pipeline) | count",
        "print d = parse_json('{\"a\":{\"b\":[1,2]}}') | extend x = d.a.b[0], y = tolong(d['a']['b'][1]), z = array_length(d.a.b), c = case(isnull(d.q), 'none', d.q == 1, 'one', 'many') | project-away d | getschema",
        "PipelineRuns | extend day = startofday(TimeGenerated), h = hourofday(TimeGenerated), age = now() - TimeGenerated | where age > 1d or DurationMs !between (1 .. 5) | summarize percentiles(DurationMs, 5, 50, 95), take_any(Error) by day, h",
        "PipelineRuns | where Rows == toscalar(PipelineRuns | summarize max(Rows)) | project-rename P = Pipeline | project-reorder P, * | project-keep P, R* | distinct *",
        "print d = dynamic({'a': [1, 'x'], 'b': null}) | mv-expand kind=array with_itemindex=i d to typeof(string) limit 5 | serialize n = row_number(), p = prev(d, 1, 'none') | extend s = row_cumsum(i, i == 2)",
        "PipelineRuns | parse kind=relaxed Pipeline with * 'a' x:long ',' y ' ' * | make-series avg(DurationMs) default=0.0, count() on TimeGenerated from ago(1d) to now() step 1h by Pipeline | mv-expand TimeGenerated, avg_DurationMs",
    ];

    private static readonly string[] Words =
    [
        " | ", ",", "(", ")", "[", "]", "==", "!=", "<", "..", "by", "and", "or", "not(", "count()", "sum(", "avg(", "n", "k", "1", "-1", "1.5", "1h", "null", "'x'", "\"", "'", "now()", "dynamic([1])", "real(nan)",
        "long(null)", "summarize", "where", "extend x = ", "project", "sort by", "take 1", "distinct", "join", "union", "toint(", "tostring(", "bin(", "split(", "substring(", "=", ";", "let", "*", "/", "%", "+", "\n", "//", "@", "$left", "in",
        "has", "matches regex", "between", "d.a", "['b']", "typeof(long)", "datetime(2024-01-01)", "9223372036854775807", "0", "arg_max(", "percentile(", "iff(", "'['", "\\",
    ];

    private static readonly Gen<string> Mutated =
        from seed in Gen.Int[0, Seeds.Length - 1].Select(index => Seeds[index])
        from edits in Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 3], Gen.Int[0, Words.Length - 1].Select(index => Words[index])).Array[1, 4]
        select edits.Aggregate(seed, Edit);

    [Fact]
    public void Query_Mutated_IsAnsweredOrRejected()
    {
        var answered = 0;
        Mutated.Sample(
            query =>
            {
                var isAnswer = workspace.AskAsync(query).GetAwaiter().GetResult().Contains(" -> ", StringComparison.Ordinal);
                answered += isAnswer ? 1 : 0;
            },
            iter: 1500,
            threads: 1);

        // A share of both, or the mutations have become too tame or too wild to find anything.
        Assert.InRange(answered, 15, 1485);
    }

    [Fact]
    public void Query_WellTyped_IsAnsweredOrFailsOnlyByItsValues() => Gen.Int.Sample(
        seed =>
        {
            var query = new RandomQuery(new Random(seed)).Write();
            var answer = workspace.AskAsync(query).GetAwaiter().GetResult();
            Assert.True(answer.Contains(" -> ", StringComparison.Ordinal) || answer.StartsWith("Execution", StringComparison.Ordinal), $"{query}\n{answer}");
        },
        iter: 400,
        threads: 1);

    private static string Edit(string text, (double At, double Length, int Kind, string Word) edit)
    {
        var at = (int)(edit.At * text.Length);
        var end = Math.Min(text.Length, at + (int)(edit.Length * 12));
        return edit.Kind switch
        {
            0 => text[..at] + text[end..],
            1 => text[..at] + edit.Word + text[at..],
            2 => text[..at] + edit.Word + text[end..],
            _ => SwapWord(text, at, edit.Word),
        };
    }

    // Replaces a whole word: what remains is well formed more often than after a cut anywhere.
    private static string SwapWord(string text, int at, string word)
    {
        var (start, end) = (at, at);
        while (start > 0 && char.IsLetterOrDigit(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        return text[..start] + word + text[end..];
    }
}
