using Releases.Judgement;
using static ReleaseFunctions.Local.Tests.Kinds.KindTrial;

namespace ReleaseFunctions.Local.Tests.Kinds;

public sealed class SkewTests(KindTrial trial) : IClassFixture<KindTrial>
{
    /// <summary>60, 30 and 10 exposed rows in three partitions: the Gini coefficient is 1/3, the variation √(0.38) of them.</summary>
    [Theory]
    [InlineData("largestShare: 60%", Verdict.Pass, "it 60 % on 3 samples passes (fails when value > 60 %)")]
    [InlineData("largestShare: 59%", Verdict.Fail, "it 60 % on 3 samples fails: value > 59 %")]
    [InlineData("variation: 0.6", Verdict.Fail, "it 0.6164 on 3 samples fails: value > 0.6")]
    [InlineData("gini: 0.3", Verdict.Fail, "it 0.3333 on 3 samples fails: value > 0.3")]
    [InlineData("gini: 0.34", Verdict.Pass, "it 0.3333 on 3 samples passes (fails when value > 0.34)")]
    public async Task Partitions_Unequal_AreMeasured(string limit, Verdict verdict, string text)
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "AppDependencies", Enumerable.Range(0, 100).Select(run => Run(1, true, run < 60 ? "p1" : run < 90 ? "p2" : "p3")));
        await trial.AppendAsync(workspace, "AppDependencies", Enumerable.Range(0, 50).Select(run => Run(1, false, "p4")));

        var finding = await trial.FindAsync(workspace, $"{{ skew: {{ pipeline: orders, {limit} }}, window: 30m }}");

        Assert.Equal((verdict, text), (finding.Verdict, finding.Text));
    }

    [Fact]
    public async Task OnePartition_HasNothingToBeUnequalTo()
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "AppDependencies", [Run(1, true), Run(2, true)]);

        Assert.Equal(Verdict.Insufficient, (await trial.FindAsync(workspace, "{ skew: { pipeline: orders, largestShare: 40% }, window: 30m }")).Verdict);
    }
}
