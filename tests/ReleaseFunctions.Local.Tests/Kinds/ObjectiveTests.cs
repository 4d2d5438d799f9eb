using Releases.Judgement;
using static ReleaseFunctions.Local.Tests.Kinds.KindTrial;

namespace ReleaseFunctions.Local.Tests.Kinds;

public sealed class ObjectiveTests(KindTrial trial) : IClassFixture<KindTrial>
{
    private const string Criterion = "{ slo: { pipeline: orders, objective: 99.9% }, window: 5m }";
    private static readonly Window Looked = new(Start.AddMinutes(25), Start.AddMinutes(30));

    [Fact]
    public async Task Budget_BurntInBothWindows_Fails()
    {
        // 4 of 120 are 3.333 % bad over the hour and 2 of 10 over five minutes, of 0.1 % that are allowed.
        var finding = await FindAsync(run => run is 0 or 1 or 111 or 112);

        Assert.Equal(
            (Verdict.Fail, "it: burn rate over 1h 33.33 on 120 samples fails: value > 14.4; it: burn rate over 5m 200 on 10 samples fails: value > 14.4 (2 of 2)"),
            (finding.Verdict, finding.Text));
    }

    [Theory]
    [InlineData(0, 4, Verdict.Pass)]
    [InlineData(119, 1, Verdict.Pass)]
    public async Task Budget_BurntInOneWindowOnly_Passes(int from, int bad, Verdict verdict) =>
        Assert.Equal(verdict, (await FindAsync(run => run >= from && run < from + bad)).Verdict);

    [Fact]
    public async Task Errors_FromBeforeTheExposure_AreNotTheReleases()
    {
        var finding = await FindAsync(run => run is 0 or 1 or 111 or 112, exposedSince: Start.AddMinutes(29));

        Assert.Equal(Verdict.Pass, finding.Verdict);
    }

    private async Task<Finding> FindAsync(Func<int, bool> bad, DateTimeOffset? exposedSince = null)
    {
        var workspace = trial.NewWorkspace();
        await trial.AppendAsync(workspace, "AppDependencies", Enumerable.Range(0, 120).Select(run => Run(-29.75 + (run * 0.5), true, success: !bad(run))));
        return await trial.FindAsync(workspace, Criterion, exposedSince: exposedSince, window: Looked);
    }
}
