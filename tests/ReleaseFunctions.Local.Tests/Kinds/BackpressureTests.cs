using Releases.Judgement;
using static ReleaseFunctions.Local.Tests.Kinds.KindTrial;

namespace ReleaseFunctions.Local.Tests.Kinds;

public sealed class BackpressureTests(KindTrial trial) : IClassFixture<KindTrial>
{
    [Theory]
    [InlineData("olderThan: 10m", Verdict.Pass, "it: age 145 s on 30 samples passes (fails when value > 600 s)")]
    [InlineData("olderThan: 2m", Verdict.Fail, "it: age 145 s on 30 samples fails: value > 120 s")]
    [InlineData("deeperThan: 240", Verdict.Fail, "it: depth 245 on 30 samples fails: value > 240")]
    [InlineData("growsBy: 9", Verdict.Fail, "it: growth 10 on 30 samples fails: value > 9")]
    [InlineData("growsBy: 11, olderThan: 2m", Verdict.Fail, "it: age 145 s on 30 samples fails: value > 120 s (1 of 2)")]
    public async Task Queue_OfTheContract_IsMeasured(string limits, Verdict verdict, string text)
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "AppMetrics", Enumerable.Range(0, 30).SelectMany(minute =>
            new[] { Metric(minute, "pipeline.queue.depth", 100 + (10 * minute)), Metric(minute, "pipeline.queue.age", 5 * minute) }));

        var finding = await trial.FindAsync(workspace, $"{{ backpressure: {{ pipeline: orders, {limits} }}, window: 30m }}");

        Assert.Equal((verdict, text), (finding.Verdict, finding.Text));
    }

    [Fact]
    public async Task Table_OfThePlansOwn_IsMeasured()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "Queue", [Row(1, false, ("Waiting", 5), ("Oldest", 700.5)), Row(2, false, ("Waiting", 6), ("Oldest", 1.5))]);

        var finding = await trial.FindAsync(workspace, "{ backpressure: { from: Queue, depth: Waiting, age: Oldest, olderThan: 10m, deeperThan: 100 }, window: 30m }");

        Assert.Equal((Verdict.Fail, "it: age 700.5 s on 2 samples fails: value > 600 s (1 of 2)"), (finding.Verdict, finding.Text));
    }

    [Fact]
    public async Task Growth_OfOneSample_CannotBeTold()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "AppMetrics", [Metric(1, "pipeline.queue.depth", 100)]);

        Assert.Equal(Verdict.NoData, (await trial.FindAsync(workspace, "{ backpressure: { pipeline: orders, growsBy: 9 }, window: 30m }")).Verdict);
    }
}
