using Releases.Azure.Metrics;
using Releases.Judgement;
using Releases.Judgement.Metrics;

namespace Releases.Azure.Tests.Metrics;

public sealed class AzureMetricsTests
{
    private const string Queues = "Microsoft.ServiceBus/namespaces";
    private const string Plans = "Microsoft.Web/serverfarms";

    [Fact]
    public async Task Ask_ResourceWithoutARegion_GoesThroughResourceManager()
    {
        var fixture = new MetricsFixture(("orders", Queues, ""));

        var answer = await fixture.AskAsync(MetricsFixture.Question("ActiveMessages", "orders", MetricAggregation.Maximum, by: "EntityName"));

        Assert.Equal([new Point("", 3, 3)], Assert.IsType<Measurement.Series>(answer).Points);
        Assert.Equal(
            ("GET", $"https://monitor.test{MetricsFixture.IdOf("orders", Queues)}/providers/Microsoft.Insights/metrics?timespan=2026-03-01T10:00:00.000Z/2026-03-01T10:03:00.000Z"
                + $"&metricnamespace={Queues}&metricnames=ActiveMessages&interval=PT1M&aggregation=maximum&top=101&$filter=EntityName eq '*'&api-version=2024-02-01", ""),
            Assert.Single(fixture.Sent));
    }

    [Fact]
    public async Task Ask_ResourcesOfARegion_IsOneRequest()
    {
        var fixture = new MetricsFixture(("a", Queues, "westeurope"), ("b", Queues, "westeurope"));

        var answers = await fixture.Metrics.AskAsync([MetricsFixture.Question("ActiveMessages", "a,b"), MetricsFixture.Question("DeadletteredMessages", "a")], CancellationToken.None);

        Assert.Equal([new Point("a", 2, 3), new Point("b", 2, 3)], Assert.IsType<Measurement.Series>(answers[0]).Points);
        Assert.Equal(new Measurement.Value(2, 3), answers[1]);
        var (method, address, body) = Assert.Single(fixture.Sent);
        Assert.Equal("POST", method);
        Assert.Equal(
            "https://monitor.test/subscriptions/00000000-0000-0000-0000-000000000001/metrics:getBatch?starttime=2026-03-01T10:00:00.000Z&endtime=2026-03-01T10:03:00.000Z"
            + $"&metricnamespace={Queues}&metricnames=ActiveMessages,DeadletteredMessages&interval=PT1M&aggregation=average&api-version=2024-02-01",
            address);
        Assert.Equal($$"""{"resourceids":["{{MetricsFixture.IdOf("a", Queues)}}","{{MetricsFixture.IdOf("b", Queues)}}"]}""", body);
    }

    /// <summary>What the service does not take together, and what it takes of one kind at most.</summary>
    [Fact]
    public void Requests_AreAsFewAsTheServiceLets()
    {
        var names = Enumerable.Range(0, 51).Select(number => $"q{number:00}").ToList();
        var fixture = new MetricsFixture([.. names.Select(name => (name, Queues, "westeurope")), ("far", Queues, "eastus"), ("plan", Plans, "westeurope"), ("own", Plans, "")]);
        MetricQuestion Of(string name, string resources, MetricAggregation aggregation = MetricAggregation.Average) => MetricsFixture.Question(name, resources, aggregation);

        Assert.Equal(1, fixture.Metrics.RequestsFor([Of("A", string.Join(',', names.Take(50)))]));
        Assert.Equal(2, fixture.Metrics.RequestsFor([Of("A", string.Join(',', names))]));
        Assert.Equal(2, fixture.Metrics.RequestsFor([Of("A", "q00"), Of("A", "far")]));
        Assert.Equal(2, fixture.Metrics.RequestsFor([Of("A", "q00"), Of("A", "plan")]));
        Assert.Equal(2, fixture.Metrics.RequestsFor([Of("A", "q00"), Of("A", "q00", MetricAggregation.Total)]));
        Assert.Equal(2, fixture.Metrics.RequestsFor([Of("A", "plan"), Of("A", "own")]));
        Assert.Equal(1, fixture.Metrics.RequestsFor([.. Enumerable.Range(0, 20).Select(metric => Of($"M{metric}", "q00"))]));
        Assert.Equal(2, fixture.Metrics.RequestsFor([.. Enumerable.Range(0, 21).Select(metric => Of($"M{metric}", "q00"))]));
    }

    /// <summary>A metric that is misspelt, or does not take the aggregation, makes the service refuse the whole request.</summary>
    [Theory]
    [InlineData(400)]
    [InlineData(501)]
    public async Task Ask_OneBadMetricAmongGood_TouchesNobodyElse(int status)
    {
        var fixture = new MetricsFixture(("a", Queues, "westeurope"));
        fixture.Answer = (address, ids) => address.Contains("Misspelt", StringComparison.Ordinal)
            ? (status, """{"error":{"code":"BadRequest","message":"Failed to find metric configuration, metric: Misspelt"}}""")
            : (200, MetricsFixture.Values(address, ids, 1, 2, 3));

        var answers = await fixture.Metrics.AskAsync([MetricsFixture.Question("ActiveMessages", "a"), MetricsFixture.Question("Misspelt", "a")], CancellationToken.None);

        Assert.Equal(new Measurement.Value(2, 3), answers[0]);
        Assert.Equal(new Measurement.Error(status == 400 ? "BadRequest" : "Http501", "Failed to find metric configuration, metric: Misspelt"), answers[1]);
        Assert.Equal(3, fixture.Sent.Count);
    }

    [Fact]
    public async Task Ask_MetricThatTheServiceReportsAnErrorOf_IsAnError()
    {
        var fixture = new MetricsFixture(("a", Queues, "westeurope"))
        {
            Answer = (address, ids) => (200, MetricsFixture.Values(address, ids, 1).Replace("\"errorCode\":\"Success\"", "\"errorCode\":\"InvalidSeries\",\"errorMessage\":\"too much\"", StringComparison.Ordinal)),
        };

        Assert.Equal(new Measurement.Error("InvalidSeries", "ActiveMessages of a: too much"), await fixture.AskAsync(MetricsFixture.Question("ActiveMessages", "a")));
    }

    [Fact]
    public async Task Ask_ResourceThatTheServiceLeavesOut_IsAnError()
    {
        var fixture = new MetricsFixture(("a", Queues, "westeurope"), ("b", Queues, "westeurope")) { Answer = (address, ids) => (200, MetricsFixture.Values(address, [ids[0]], 1, 2, 3)) };

        Assert.Equal("NoAnswer", Assert.IsType<Measurement.Error>(await fixture.AskAsync(MetricsFixture.Question("ActiveMessages", "a,b"))).Code);
    }

    [Theory]
    [InlineData(200, "{", "Unreadable")]
    [InlineData(200, "[]", "Unreadable")]
    [InlineData(403, """{"error":{"code":"AuthorizationFailed","message":"no"}}""", "AuthorizationFailed")]
    [InlineData(404, "gone", "Http404")]
    public async Task Ask_NoAnswer_IsAnError(int status, string body, string code)
    {
        var fixture = new MetricsFixture(("a", Queues, "westeurope")) { Answer = (_, _) => (status, body) };

        Assert.Equal(code, Assert.IsType<Measurement.Error>(await fixture.AskAsync(MetricsFixture.Question("ActiveMessages", "a"))).Code);
    }

    [Fact]
    public async Task Ask_ResourceThatTheEnvironmentDoesNotName_IsAnErrorThatSaysWhereToNameIt()
    {
        var fixture = new MetricsFixture(("a", Queues, "westeurope"));

        var error = Assert.IsType<Measurement.Error>(await fixture.AskAsync(MetricsFixture.Question("ActiveMessages", "a,b")));

        Assert.Equal(("UnknownResource", "the environment has no resource 'b': its settings name them, Resources__b__Id"), (error.Code, error.Message));
    }

    [Fact]
    public async Task Ask_WindowWithoutAWholeInterval_AsksNobody()
    {
        var fixture = new MetricsFixture(("a", Queues, "westeurope"));
        var question = MetricsFixture.Question("ActiveMessages", "a");

        Assert.IsType<Measurement.Nothing>(await fixture.AskAsync(question with { Intervals = question.Intervals with { End = question.Intervals.Start } }));
        Assert.Empty(fixture.Sent);
    }

    [Fact]
    public async Task Ask_WhileTheServiceDoesNotAnswer_IsLeftAlone()
    {
        var fixture = new MetricsFixture(("a", Queues, "westeurope")) { Answer = (_, _) => (200, "{") };
        var metrics = new BreakingMetrics(fixture.Metrics, TimeProvider.System);
        var question = MetricsFixture.Question("ActiveMessages", "a");
        for (var request = 0; request < 5; request++)
        {
            await metrics.AskAsync([question], CancellationToken.None);
        }

        var open = Assert.IsType<Measurement.Error>(Assert.Single(await metrics.AskAsync([question], CancellationToken.None)));

        Assert.Equal(("CircuitOpen", 5), (open.Code, fixture.Sent.Count));
        Assert.StartsWith("Azure Monitor has not answered", open.Message, StringComparison.Ordinal);
    }
}
