using Releases.Judgement.Freshness;
using Releases.Judgement.Rows;
using Releases.Judgement.Thresholds;
using Releases.Plans;

namespace Releases.Tests.Plans;

/// <summary>Criteria that plans share: what becomes of them in a plan, and where mistakes are told.</summary>
public sealed class LibraryTests
{
    private const string Text = """
        apiVersion: releasefunctions/v1
        kind: CriteriaLibrary
        metadata: { name: data, owner: team }
        criteria:
          fresh:
            parameters:
              pipeline: { meaning: whose runs, example: orders }
              limit: { default: 15m }
            overrides: [window]
            criterion: { freshness: { pipeline: $pipeline, olderThan: $limit }, window: 5m, failAfter: 2 }
          slow:
            parameters: { key: { example: a } }
            overrides: [failWhen, window]
            criterion:
              kql: "T | where Key == key | summarize value = avg(DurationMs)"
              with: { key: $key, literal: "$key" }
              unit: ms
              failWhen: value > 5s
              window: 5m
          part:
            parameters: { pipeline: { example: orders } }
            criterion: { freshness: { pipeline: $pipeline, olderThan: 15m } }
        """;

    private static CriteriaLibrary Library { get; } = Read(Text);

    [Fact]
    public void Use_OfACriterion_IsThatCriterionWrittenOut()
    {
        var used = Plan("it: { use: data/fresh, with: { pipeline: orders-ingest }, window: 10m }");
        var written = Plan("it: { freshness: { pipeline: orders-ingest, olderThan: 15m }, window: 10m, failAfter: 2 }");

        var fresh = Assert.IsType<FreshnessCriterion>(used.Plan.Criteria.Single(criterion => criterion.Name == "it"));
        Assert.Equal((new RowSource.Pipeline("orders-ingest", null), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(10), 2), (fresh.Source, fresh.OlderThan, fresh.Counting.Window, fresh.Counting.FailAfter));
        Assert.Equal(written.Hash, used.Hash);
        Assert.Equal([new UsedCriterion("it", "data/fresh", Library.Hash)], used.Used);
        Assert.Equal(used.Hash, Assert.IsType<PlanReading.Valid>(PlanReader.Read(used.Canonical)).Hash);
    }

    [Fact]
    public void Use_OfALibraryThatWasEdited_IsAnotherPlan()
    {
        var edited = Read(Text.Replace("failAfter: 2", "failAfter: 3", StringComparison.Ordinal));

        Assert.NotEqual(Plan("it: { use: fresh, with: { pipeline: a } }").Hash, Plan("it: { use: fresh, with: { pipeline: a } }", edited).Hash);
    }

    /// <summary>What a plan gives is a value and nothing else: it cannot become a query, whatever is in it.</summary>
    [Fact]
    public void Use_ValueThatTriesToInject_IsBoundAsAText()
    {
        var query = Assert.IsType<ThresholdCriterion>(Plan("""it: { use: slow, with: { key: "\" or true | take 1 //" }, failWhen: value > 1s }""").Plan.Criteria.Single(criterion => criterion.Name == "it"));

        Assert.Equal("T | where Key == key | summarize value = avg(DurationMs)", query.Kql);
        Assert.Equal(new Releases.Judgement.KqlValue.Text("\" or true | take 1 //"), query.With["key"]);
        Assert.Equal(new Releases.Judgement.KqlValue.Text("$key"), query.With["literal"]);
        Assert.Equal("value > 1s", query.FailWhen.Text);
    }

    [Fact]
    public void Use_WithinAComposite_IsItsMember()
    {
        var plan = Plan("it: { all: { a: { use: part, with: { pipeline: orders } }, b: { kql: T, failWhen: value > 1 } }, window: 10m }");

        Assert.Equal("it.a", Assert.Single(plan.Used).Criterion);
    }

    [Theory]
    [InlineData("use: frehs, with: { pipeline: a }", null, 22, 14, "criteria.it.use", "no library has a criterion 'frehs'; did you mean 'fresh'?; there are data/fresh, data/part, data/slow")]
    [InlineData("use: fresh", null, 22, 7, "criteria.it.with.pipeline", "is missing; data/fresh wants it: whose runs")]
    [InlineData("use: fresh, with: { pipeline: a, limt: 5m }", null, 22, 42, "criteria.it.with.limt", "data/fresh has no parameter 'limt'; did you mean 'limit'?; there are pipeline, limit")]
    [InlineData("use: fresh, with: [a]", null, 22, 27, "criteria.it.with", "expected a mapping from a parameter to its value; found a list")]
    [InlineData("use: fresh, with: { pipeline: a }, failAfter: 3", null, 22, 44, "criteria.it.failAfter", "data/fresh lets a plan set window beside with")]
    [InlineData("use: fresh, with: { pipeline: a, limit: 5 }", null, 22, 49, "criteria.it.with.limit", "expected a duration of at most 365d")]
    [InlineData("use: fresh, with: { pipeline: a }, window: soon", null, 22, 52, "criteria.it.window", "expected a duration of at most 365d")]
    public void Use_WithAMistake_IsToldWhereItIs(string fields, string? file, int line, int column, string path, string message)
    {
        var error = Assert.Single(Assert.IsType<PlanReading.Invalid>(PlanReader.Read(TextOf($"it: {{ {fields} }}"), libraries: [Library])).Errors);

        Assert.Equal((file, line, column, path), (error.File, error.Line, error.Column, error.Path));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    /// <summary>A value that is right by itself may not go with what the library has: that is told in the library's file.</summary>
    [Fact]
    public void Use_ThatTheLibraryCannotServe_IsToldInTheLibrary()
    {
        var library = Read("""
            apiVersion: releasefunctions/v1
            kind: CriteriaLibrary
            metadata: { name: data, owner: team }
            criteria:
              queue:
                parameters: { resource: { example: a } }
                overrides: [window]
                criterion: { metric: { resources: [$resource], name: Depth, aggregation: maximum, interval: 5m }, failWhen: value > 1, window: 15m }
            """);

        var error = Assert.Single(Assert.IsType<PlanReading.Invalid>(PlanReader.Read(TextOf("it: { use: queue, with: { resource: q }, window: 7m }"), libraries: [library])).Errors);

        Assert.Equal(("data.yaml", 8, 26), (error.File, error.Line, error.Column));
        Assert.StartsWith("data.yaml: line 8, column 26: criteria.queue.criterion.metric: a window of 7m must be", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Use_WithoutALibrary_SaysWhereOneComesFrom() => Assert.Contains(
        "--library",
        Assert.Single(Assert.IsType<PlanReading.Invalid>(PlanReader.Read(TextOf("it: { use: fresh, with: { pipeline: a } }"))).Errors).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("olderThan: $limit", "olderThan: $limt", 10, 63, "there is no parameter 'limt'; did you mean 'limit'?")]
    [InlineData("olderThan: $limit", "olderThan: 15m", 8, 7, "is used nowhere; write $limit")]
    [InlineData("limit: { default: 15m }", "limit: {}", 8, 14, "has neither a default")]
    [InlineData("limit: { default: 15m }", "limit: { default: soon }", 8, 25, "expected a duration")]
    [InlineData("overrides: [window]", "overrides: [windw]", 9, 17, "found 'windw'; did you mean 'window'?; what is within a kind becomes a parameter")]
    [InlineData("overrides: [window]", "overrides: [olderThan]", 9, 17, "a plan can be left to set window")]
    [InlineData("window: 5m, failAfter: 2", "failAfter: 2", 10, 16, "is missing; e.g. window")]
    [InlineData("kind: CriteriaLibrary", "kind: ReleasePlan", 2, 7, "expected CriteriaLibrary")]
    [InlineData("fresh:", "Fresh:", 5, 3, "lower-case letters")]
    public void Library_WithAMistake_IsToldWithItsFile(string part, string instead, int line, int column, string message)
    {
        var errors = Assert.IsType<LibraryReading.Invalid>(LibraryReader.Read(Text.Replace(part, instead, StringComparison.Ordinal), "data.yaml")).Errors;

        Assert.Contains(errors, error => (error.File, error.Line, error.Column) == ("data.yaml", line, column) && error.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("a: &b c")]
    [InlineData("criteria: { a: { criterion: [], parameters: [] } }")]
    [InlineData("criteria: { a: { criterion: { all: $x } } }")]
    public void Library_AnyText_HasAnAnswer(string text) => Assert.NotEmpty(Assert.IsType<LibraryReading.Invalid>(LibraryReader.Read(text, "x")).Errors);

    private static CriteriaLibrary Read(string text) => LibraryReader.Read(text, "data.yaml") switch
    {
        LibraryReading.Valid valid => valid.Library,
        LibraryReading.Invalid invalid => throw new Xunit.Sdk.XunitException(string.Join('\n', invalid.Errors)),
        _ => throw new InvalidOperationException(),
    };

    private static PlanReading.Valid Plan(string criterion, CriteriaLibrary? library = null) => PlanReader.Read(TextOf(criterion), libraries: [library ?? Library]) switch
    {
        PlanReading.Valid valid => valid,
        PlanReading.Invalid invalid => throw new Xunit.Sdk.XunitException(string.Join('\n', invalid.Errors)),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>A plan with one criterion more, in line 22.</summary>
    private static string TextOf(string criterion) => PlanText.Valid.Replace("  error-rate:\n", $"  {criterion}\n  error-rate:\n", StringComparison.Ordinal)
        .Replace("guardrails: [error-rate]", "guardrails: [error-rate, it]", StringComparison.Ordinal);
}
