using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics;
using ReleaseFunctions.Local.LogAnalytics.Kql;
using static ReleaseFunctions.Local.Tests.Kinds.KindTrial;

namespace ReleaseFunctions.Local.Tests.Kinds;

/// <summary>Input that says nothing has one verdict for each kind, and the page of criteria has the table of them from here.</summary>
public sealed class DegenerateInputTests(KindTrial trial) : IClassFixture<KindTrial>
{
    private const string Begin = "<!-- degenerate -->\n";
    private const string Metric = "metric";
    private const string End = "<!-- /degenerate -->";

    private static readonly (string Kind, string Criterion)[] Kinds =
    [
        ("kql", "{ kql: 'Orders | where TimeGenerated between (windowStart .. windowEnd) and Exposed | summarize value = avg(Amount), samples = count()', failWhen: value > 5, window: 30m }"),
        ("kql, a row a series", "{ kql: 'Orders | where TimeGenerated between (windowStart .. windowEnd) and Exposed | summarize value = avg(Amount), samples = count() by series = Partition', failWhen: value > 5, window: 30m }"),
        ("compare, mean", "{ compare: { metric: mean, from: Orders, of: Amount, worseBy: 5% }, window: 30m }"),
        ("compare, error rate", "{ compare: { metric: error-rate, from: Orders, of: Amount > 5, unit: Partition, worseBy: 0.5pp }, window: 30m }"),
        ("freshness", "{ freshness: { from: Orders, olderThan: 15m }, window: 30m }"),
        ("volume", "{ volume: { from: Orders, of: Amount, like: 1d, atLeast: 80% }, window: 30m }"),
        ("skew", "{ skew: { from: Orders, by: Partition, of: Amount, largestShare: 80% }, window: 30m }"),
        ("backpressure", "{ backpressure: { from: Orders, depth: Amount, deeperThan: 5 }, window: 30m }"),
        ("quality", "{ quality: { from: Orders, nulls: { Amount: 10% } }, window: 30m }"),
        ("schema", "{ schema: { from: Orders, columns: { Amount: real } }, window: 30m }"),
        ("parity", "{ parity: { old: OldOrders, new: Orders, sum: Amount, sums: 10% }, window: 30m }"),
        ("slo", "{ slo: { from: Orders, bad: Amount > 5, objective: 99% }, window: 30m }"),
        (Metric, "{ metric: { resources: [batched], name: ActiveMessages, aggregation: average, interval: 15m }, failWhen: value > 5, window: 30m }"),
        ("all", "{ all: { full: { quality: { from: Orders, nulls: { Amount: 10% } } }, level: { backpressure: { from: Orders, depth: Amount, deeperThan: 5 } } }, window: 30m }"),
        ("any", "{ any: { full: { quality: { from: Orders, nulls: { Amount: 10% } } }, level: { backpressure: { from: Orders, depth: Amount, deeperThan: 5 } } }, window: 30m }"),
    ];

    private static readonly (string Input, IReadOnlyList<JsonObject> Rows, string What)[] Inputs =
    [
        ("no row at all", [], ""),
        ("rows of the control only", [Order(29, false, 4), Order(28, false, 4), Before(40)], ""),
        ("rows from outside of the window only", [Order(-200, true, 4), Before(40)], ""),
        ("only nulls", [Order(29, true, null), Order(28, true, null), Before(40)], ""),
        ("one row, one partition", [Order(29, true, 4), Before(40)], ""),
        ("only zeros, and zeros before", [Order(29, true, 0), Order(28, true, 0, "p2"), Before(0)], ""),
        ("something, and nothing before", [Order(29, true, 4), Order(28, true, 4, "p2")], ""),
        ("40 rows of each cohort, all zeros", [.. Cohorts(0, 0), Before(0)], ""),
        ("40 rows of each cohort, all alike", [.. Cohorts(4, 4), Before(160)], ""),
        ("40 rows of each cohort, the exposed alike but worse", [.. Cohorts(6, 4), Before(240)], ""),
        ("40 rows of each cohort, the exposed without a value", [.. Cohorts(null, 4), Before(160)], ""),
        ("a partial result", [Order(29, true, 4), Before(40)], "partial"),
        ("no such table, or resource", [], "missing"),
    ];

    [Fact]
    public async Task Table_OnThePage_IsWhatTheKindsSay()
    {
        var table = new StringBuilder("| input | ").AppendJoin(" | ", Kinds.Select(kind => $"`{kind.Kind.Replace(", ", "`, ", StringComparison.Ordinal)}{(kind.Kind.Contains(',', StringComparison.Ordinal) ? "" : "`")}")).Append(" |\n|---|").AppendJoin("", Kinds.Select(_ => "---|")).Append('\n');
        foreach (var (input, rows, what) in Inputs)
        {
            var workspace = trial.NewWorkspace();
            foreach (var name in what == "missing" ? [] : (string[])["Orders", "OldOrders"])
            {
                await trial.Endpoint.Workspace(workspace).DeclareAsync(Table(name), CancellationToken.None);
                await trial.AppendAsync(workspace, name, name == "Orders" || rows.Any(row => (string?)row["Partition"] == "old") ? rows.Select(row => (JsonObject)row.DeepClone()) : []);
            }

            // A metric knows of no cohorts, tables or parts: all rows are its samples, and what it lacks is the resource.
            await trial.SampleAsync(workspace, [.. rows.Where(row => row["Amount"] is not null).Select(row => (MinuteOf(row), (double)row["Amount"]!, (string?)null))]);
            var verdicts = new List<string>();
            foreach (var (kind, criterion) in Kinds)
            {
                trial.Endpoint.Faults.Settings = new FaultSettings { PartialNext = what == "partial" && kind != Metric ? 2 : 0 };
                var asked = kind == Metric && what == "missing" ? criterion.Replace("batched", "nobody", StringComparison.Ordinal) : criterion;
                verdicts.Add(kind == Metric && what == "partial" ? "–" : $"{(await trial.FindAsync(workspace, asked, exposed: 0.5)).Verdict}");
            }

            table.Append($"| {input} | ").AppendJoin(" | ", verdicts).Append(" |\n");
        }

        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "criteria.md"));
        Assert.True(page[(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..page.IndexOf(End, StringComparison.Ordinal)] == table.ToString(), $"The page should have:\n{table}");
    }

    private static KqlTable Table(string name) => new(
        name, [new("TimeGenerated", KqlType.DateTime), new("Exposed", KqlType.Bool), new("Amount", KqlType.Real), new("Partition", KqlType.String)]);

    private static double MinuteOf(JsonObject row) => (DateTimeOffset.Parse((string)row["TimeGenerated"]!, CultureInfo.InvariantCulture) - Start).TotalMinutes;

    private static JsonObject Order(double minute, bool exposed, double? amount, string partition = "p1") => Row(minute, exposed, ("Amount", amount), ("Partition", partition));

    /// <summary>Each row of a partition of its own.</summary>
    private static IEnumerable<JsonObject> Cohorts(double? exposed, double? control) =>
        Enumerable.Range(0, 40).SelectMany(row => new[] { Order(29, true, exposed, $"e{row}"), Order(29, false, control, $"c{row}") });

    /// <summary>What came a day before, on the old path.</summary>
    private static JsonObject Before(double amount) => Order(-24 * 60 + 15, false, amount, "old");
}
