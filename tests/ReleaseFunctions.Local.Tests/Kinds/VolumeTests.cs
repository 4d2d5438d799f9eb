using Releases.Judgement;
using static ReleaseFunctions.Local.Tests.Kinds.KindTrial;

namespace ReleaseFunctions.Local.Tests.Kinds;

public sealed class VolumeTests(KindTrial trial) : IClassFixture<KindTrial>
{
    private const string Expected = "[{ name: orders, expects: { runsPerHour: 1200, rowsPerRun: 100 } }]";

    [Theory]
    [InlineData(30, Verdict.Pass, "it: 30 are 100 % of the 30 that are expected, 80 % to 150 % are allowed")]
    [InlineData(20, Verdict.Fail, "it: 20 are 66.67 % of the 30 that are expected, less than 80 %")]
    [InlineData(60, Verdict.Fail, "it: 60 are 200 % of the 30 that are expected, more than 150 %")]
    public async Task Exposed_AgainstTheirShareOfThePlansExpectation_AreJudged(int exposed, Verdict verdict, string text)
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "AppDependencies", Enumerable.Range(0, 570 + exposed).Select(run => Run(run * 30.0 / 1200, run < exposed)));
        await trial.AppendAsync(workspace, "AppMetrics", [Metric(29, "pipeline.heartbeat", 1)]);

        var finding = await trial.FindAsync(workspace, "{ volume: { pipeline: orders, atLeast: 80%, atMost: 150% }, window: 30m }", exposed: 0.05, pipelines: Expected);

        Assert.Equal((verdict, text), (finding.Verdict, finding.Text));
    }

    [Fact]
    public async Task Exposed_OfUnknownShare_AreJudgedTogetherWithTheOthers()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "Orders", Enumerable.Range(0, 100).Select(row => Row(row / 4.0, row < 7, ("Amount", 2.5))));

        var finding = await trial.FindAsync(workspace, "{ volume: { from: Orders, of: Amount, perHour: 500, atLeast: 80% }, window: 30m }");

        Assert.Equal((Verdict.Pass, "it: 250 are 100 % of the 250 that are expected, 80 % are allowed"), (finding.Verdict, finding.Text));
    }

    [Fact]
    public async Task LikeHours_AreTheMeanOfTheWindowsBefore()
    {
        var workspace = trial.NewWorkspace();
        const double week = 7 * 24 * 60;
        await trial.AppendAsync(workspace, "Orders", Enumerable.Range(0, 100).Select(row => Row((row / 4.0) - week, false)));
        await trial.AppendAsync(workspace, "Orders", Enumerable.Range(0, 50).Select(row => Row((row / 4.0) - (2 * week), false)));
        await trial.AppendAsync(workspace, "Orders", Enumerable.Range(0, 30).Select(row => Row(row / 4.0, true)));

        var finding = await trial.FindAsync(workspace, "{ volume: { from: Orders, like: 7d, times: 2, atLeast: 80% }, window: 30m }", exposed: 0.5);
        var none = await trial.FindAsync(workspace, "{ volume: { from: Orders, like: 1d, atLeast: 80% }, window: 30m }", exposed: 0.5);

        Assert.Equal((Verdict.Pass, "it: 30 are 80 % of the 37.5 that are expected, 80 % are allowed"), (finding.Verdict, finding.Text));
        Assert.Equal((Verdict.NoData, "it: nothing is expected"), (none.Verdict, none.Text));
    }

    [Fact]
    public async Task FewExpected_SayNothing()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "Orders", [Row(1, false)]);

        var finding = await trial.FindAsync(workspace, "{ volume: { from: Orders, perHour: 10, atLeast: 80% }, window: 30m }");

        Assert.Equal((Verdict.Insufficient, "it: 5 are expected, fewer than the 20 that it needs"), (finding.Verdict, finding.Text));
    }

    [Fact]
    public async Task NoExposedRows_AreSilenceWhereOthersArriveAndBlindnessWhereNot()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "Orders", Enumerable.Range(0, 10).Select(row => Row(row, false)));

        const string criterion = "{ volume: { from: Orders, perHour: 1000, atLeast: 80% }, window: 30m }";
        var silent = await trial.FindAsync(workspace, criterion, exposed: 0.5);
        var blind = await trial.FindAsync(workspace, criterion, exposed: 0.5, window: new Window(Start.AddHours(5), Start.AddHours(6)));

        Assert.Equal((Verdict.Fail, Verdict.NoData), (silent.Verdict, blind.Verdict));
    }
}
