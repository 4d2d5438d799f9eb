using Releases.Judgement;
using static ReleaseFunctions.Local.Tests.Kinds.KindTrial;

namespace ReleaseFunctions.Local.Tests.Kinds;

public sealed class FreshnessTests(KindTrial trial) : IClassFixture<KindTrial>
{
    private const string Table = "{ freshness: { from: Orders, olderThan: 15m }, window: 5m }";

    [Fact]
    public async Task NewestRow_YoungEnough_Passes()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "Orders", [Row(1, true), Row(20, true), Row(29, false)]);

        var finding = await trial.FindAsync(workspace, Table);

        Assert.Equal((Verdict.Pass, "it: the newest of 2 exposed rows is 600 s old, 15 min are allowed"), (finding.Verdict, finding.Text));
    }

    [Fact]
    public async Task NewestRow_TooOldWhileTheControlGoesOn_Fails()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "Orders", [Row(5, true), Row(27, false), Row(29, false)]);

        var finding = await trial.FindAsync(workspace, Table);

        Assert.Equal((Verdict.Fail, "it: the newest of 1 exposed row is 1,500 s old, more than 15 min, while 2 other rows arrived"), (finding.Verdict, finding.Text));
    }

    [Fact]
    public async Task NewestRow_TooOldAndNothingElseArrives_IsBlindness()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "Orders", [Row(5, true), Row(-1, false)]);

        Assert.Equal(Verdict.NoData, (await trial.FindAsync(workspace, Table)).Verdict);
    }

    [Fact]
    public async Task Age_CountsFromTheExposure_NotFromWhatAnEarlierReleaseLeftBehind()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "Orders", [Row(1, true), Row(29, false)]);

        var early = await trial.FindAsync(workspace, Table, exposedSince: Start.AddMinutes(20));
        var late = await trial.FindAsync(workspace, Table, exposedSince: Start.AddMinutes(14));

        Assert.Equal((Verdict.Pass, Verdict.Fail), (early.Verdict, late.Verdict));
    }

    [Fact]
    public async Task NoExposedRowYet_IsInsufficientUntilItIsLate()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "Orders", [Row(29, false)]);

        var early = await trial.FindAsync(workspace, Table, exposedSince: Start.AddMinutes(20));
        var late = await trial.FindAsync(workspace, Table, exposedSince: Start);

        Assert.Equal((Verdict.Insufficient, "it: no exposed row for 600 s, 15 min are allowed"), (early.Verdict, early.Text));
        Assert.Equal((Verdict.Fail, "it: no exposed row for 1,800 s, more than 15 min, while 1 other row arrived"), (late.Verdict, late.Text));
    }

    [Fact]
    public async Task Series_OneOfThemLate_IsNamed()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "Orders", [Row(28, true, ("Partition", "p1")), Row(2, true, ("Partition", "p2")), Row(29, false, ("Partition", "p3"))]);

        var finding = await trial.FindAsync(workspace, "{ freshness: { from: Orders, by: Partition, olderThan: 15m }, window: 5m }");

        Assert.Equal((Verdict.Fail, "it of p2: the newest of 1 exposed row is 1,680 s old, more than 15 min, while 1 other row arrived (1 of 3)"), (finding.Verdict, finding.Text));
    }

    [Fact]
    public async Task Pipeline_OfTheContract_HasAHeartbeatWhereNobodyIsLeftUnexposed()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "AppDependencies", [Run(3, true)]);
        await trial.AppendAsync(workspace, "AppMetrics", [Metric(29, "pipeline.heartbeat", 1)]);

        var finding = await trial.FindAsync(workspace, "{ freshness: { pipeline: orders, olderThan: 15m }, window: 5m }", window: new Window(Start.AddMinutes(25), Start.AddMinutes(30)));

        Assert.Equal((Verdict.Fail, "it: the newest of 1 exposed row is 1,620 s old, more than 15 min, while 1 other row arrived"), (finding.Verdict, finding.Text));
    }
}
