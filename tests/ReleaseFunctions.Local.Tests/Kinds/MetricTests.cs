using Releases.Judgement;
using static ReleaseFunctions.Local.Tests.Kinds.KindTrial;

namespace ReleaseFunctions.Local.Tests.Kinds;

/// <summary>Metrics as a plan asks for them, through the product's own client, of one resource alone and of those of a region together.</summary>
public sealed class MetricTests(KindTrial trial) : IClassFixture<KindTrial>
{
    public static TheoryData<string> Ways => ["alone", "batched"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Metric_OfAWindow_IsJudgedByItsIntervals(string resource)
    {
        var workspace = trial.NewWorkspace();
        await trial.SampleAsync(workspace, [.. Enumerable.Range(-10, 50).Select(minute => ((double)minute, minute is 7 ? 90.0 : 10.0, (string?)null))]);

        var maximum = await trial.FindAsync(workspace, Criterion(resource, "maximum", "value > 80"));
        var average = await trial.FindAsync(workspace, Criterion(resource, "average", "value > 80"));
        var total = await trial.FindAsync(workspace, Criterion(resource, "total", "value > 1000", "interval: 5m"));
        var count = await trial.FindAsync(workspace, Criterion(resource, "count", "value < 30"));

        Assert.Equal((Verdict.Fail, 90, 30), (maximum.Verdict, maximum.Value, maximum.Samples));
        Assert.Equal(Verdict.Pass, average.Verdict);
        Assert.Equal(380 / 30.0, average.Value!.Value, 1e-9);
        Assert.Equal((Verdict.Pass, 380, 6), (total.Verdict, total.Value, total.Samples));
        Assert.Equal((Verdict.Pass, 30), (count.Verdict, count.Value));
        Assert.Equal("it 90 on 30 samples fails: value > 80", maximum.Text);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Metric_WithBlankIntervals_IsInsufficientOrNoData_UnlessBlanksAreZeros(string resource)
    {
        var (workspace, silent) = (trial.NewWorkspace(), trial.NewWorkspace());
        await trial.SampleAsync(workspace, (3, 4, null), (20, 5, null));

        Assert.Equal(Verdict.Insufficient, (await trial.FindAsync(workspace, Criterion(resource, "total", "value > 80"))).Verdict);
        Assert.Equal((Verdict.Fail, 9, 30), Read(await trial.FindAsync(workspace, Criterion(resource, "total", "value > 8", "blanks: zero"))));
        Assert.Equal(Verdict.NoData, (await trial.FindAsync(silent, Criterion(resource, "total", "value > 8"))).Verdict);
        Assert.Equal(Verdict.NoData, (await trial.FindAsync(silent, Criterion(resource, "count", "value < 1"))).Verdict);

        static (Verdict, double?, long?) Read(Finding finding) => (finding.Verdict, finding.Value, finding.Samples);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Metric_ByADimension_FailsWhereOneOfItsValuesDoes(string resource)
    {
        var workspace = trial.NewWorkspace();
        await trial.SampleAsync(workspace, [.. Enumerable.Range(0, 30).SelectMany(minute => ((double, double, string?)[])[(minute, 5, "orders"), (minute, 50, "refunds"), (minute, 500, "other")])]);

        var all = await trial.FindAsync(workspace, Criterion(resource, "average", "value > 100", "by: EntityName"));
        var some = await trial.FindAsync(workspace, Criterion(resource, "average", "value > 100", "by: EntityName, where: { EntityName: [orders, refunds] }"));
        var together = await trial.FindAsync(workspace, Criterion(resource, "total", "value > 1600", "where: { EntityName: [orders, refunds] }"));

        Assert.Equal("it of other 500 on 30 samples fails: value > 100 (1 of 3)", all.Text);
        Assert.Equal(Verdict.Pass, some.Verdict);
        Assert.Equal((Verdict.Fail, 1650), (together.Verdict, together.Value));
    }

    /// <summary>What ran before the exposure is judged by no window.</summary>
    [Fact]
    public async Task Metric_OfAnExposureAmidAnInterval_BeginsWithTheNextOne()
    {
        var workspace = trial.NewWorkspace();
        await trial.SampleAsync(workspace, [.. Enumerable.Range(0, 40).Select(minute => ((double)minute, minute == 2 ? 90.0 : 10.0, (string?)null))]);
        var begun = Start.AddMinutes(2.5);

        var finding = await trial.FindAsync(workspace, Criterion("batched", "maximum", "value > 80"), exposedSince: begun, window: new Window(begun, begun.AddMinutes(30)));

        Assert.Equal((Verdict.Pass, 10, 29), (finding.Verdict, finding.Value, finding.Samples));
    }

    private static string Criterion(string resource, string aggregation, string failWhen, string more = "interval: 1m") =>
        $"{{ metric: {{ resources: [{resource}], name: ActiveMessages, aggregation: {aggregation}, {more} }}, failWhen: {failWhen}, window: 30m }}";
}
