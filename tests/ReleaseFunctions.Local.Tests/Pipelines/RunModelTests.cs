using ReleaseFunctions.Local.Pipelines;
using ReleaseFunctions.Local.Pipelines.Traces;

namespace ReleaseFunctions.Local.Tests.Pipelines;

public sealed class RunModelTests
{
    private static readonly RunModel Model = new();
    private static readonly ScheduledRun[] Runs =
        [.. Enumerable.Range(0, 20_000).Select(number => new ScheduledRun(number, number, default, new TraceRow(default, 2000, 30)))];

    [Fact]
    public void Outcomes_OfTheSameSeed_AreTheSameAndOfAnotherAreNot()
    {
        Assert.Equal(Outcomes(seed: 7, exposed: false), Outcomes(seed: 7, exposed: false));
        Assert.NotEqual(Outcomes(seed: 7, exposed: false), Outcomes(seed: 8, exposed: false));
    }

    [Fact]
    public void Durations_OnAverage_AreThoseOfTheCosts()
    {
        var durations = Outcomes(seed: 1, exposed: false).Select(outcome => outcome.DurationMs).ToArray();

        // 200 + 2000 * 0.12 + 30 * 25; the noise's standard error is 0.0018 of that.
        Assert.InRange(durations.Average() / 1190, 0.99, 1.01);
        var logs = durations.Select(duration => Math.Log(duration / 1190)).ToArray();
        Assert.InRange(Math.Sqrt(logs.Average(log => log * log) - Math.Pow(logs.Average(), 2)), 0.24, 0.26);
    }

    [Fact]
    public void NewPath_WhenHealthy_IsAFifthFasterAndDeliversTheSame()
    {
        foreach (var (old, exposed) in Outcomes(1, exposed: false).Zip(Outcomes(1, exposed: true)))
        {
            Assert.Equal(old.DurationMs * 0.8, exposed.DurationMs, 6);
            Assert.Equal(old, exposed with { DurationMs = old.DurationMs });
        }
    }

    [Fact]
    public void Rows_OfARun_AreItsTokensUnlessItFailed()
    {
        var outcomes = Outcomes(1, exposed: false);

        Assert.InRange(outcomes.Count(outcome => !outcome.Success), 20, 60);
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Success ? (2030, 8120, "") : (0, 0, "UpstreamUnavailable"), (outcome.Rows, outcome.Bytes, outcome.Error)));
    }

    [Fact]
    public void Faults_OfTheNewPath_LeaveTheOldOneAlone() =>
        Assert.Equal(
            Outcomes(1, exposed: false),
            Outcomes(1, exposed: false, new PipelineFault.Slow(3), new PipelineFault.Failing(1), new PipelineFault.Silent()));

    [Fact]
    public void Slow_NewPath_TakesTheFactorAndNothingElseChanges()
    {
        foreach (var (healthy, slow) in Outcomes(1, exposed: true).Zip(Outcomes(1, exposed: true, new PipelineFault.Slow(3))))
        {
            Assert.Equal(healthy.DurationMs * 3, slow.DurationMs, 6);
            Assert.Equal(healthy, slow with { DurationMs = healthy.DurationMs });
        }
    }

    [Fact]
    public void Failing_NewPath_FailsAtItsRate()
    {
        var failed = Outcomes(1, exposed: true, new PipelineFault.Failing(0.1)).Where(outcome => outcome.Error == "NewPathFailed").ToArray();

        Assert.InRange(failed.Length, 1850, 2150);
        Assert.All(failed, outcome => Assert.Equal((false, 0L, 0L), (outcome.Success, outcome.Rows, outcome.Bytes)));
    }

    [Fact]
    public void Failing_AtAHigherRate_FailsTheSameRunsAndMore()
    {
        var few = Failed(0.1);
        var more = Failed(0.3);

        Assert.Subset(more, few);

        HashSet<int> Failed(double rate) =>
            [.. Outcomes(1, exposed: true, new PipelineFault.Failing(rate)).Index().Where(one => !one.Item.Success).Select(one => one.Index)];
    }

    [Fact]
    public void Silent_NewPath_ReportsNothing() =>
        Assert.All(Outcomes(1, exposed: true, new PipelineFault.Silent()), outcome => Assert.False(outcome.Reported));

    [Fact]
    public void Tenants_OfATrace_AreSpreadAndKeepTheirRows()
    {
        var unit = new TargetingUnit.Tenant(10);
        var sizes = Runs.GroupBy(unit.Of).ToDictionary(tenant => tenant.Key, tenant => tenant.Count(), StringComparer.Ordinal);

        Assert.Equal(10, sizes.Count);
        Assert.All(sizes.Values, size => Assert.InRange(size, 1800, 2200));
        Assert.All(Runs, run => Assert.Equal(unit.Of(run), unit.Of(run with { Number = run.Number + 100_000 })));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TargetingUnit.Tenant(0));
    }

    [Fact]
    public void Groups_OfUnits_HoldTheirShare()
    {
        var group = new UnitGroup("ring0", 20);

        Assert.InRange(Runs.Count(run => group.Has(new TargetingUnit.Run().Of(run))), 3800, 4200);
    }

    private static RunOutcome[] Outcomes(int seed, bool exposed, params PipelineFault[] faults) =>
        [.. Runs.Select(run => Model.Outcome(run, seed, exposed, faults))];
}
