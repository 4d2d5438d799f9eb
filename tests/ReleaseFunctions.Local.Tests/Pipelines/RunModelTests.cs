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
    public void Stale_Duplicated_AndBrokenRuns_SayWhatTheyWereTold()
    {
        Assert.All(Outcomes(1, exposed: true, new PipelineFault.Stale(TimeSpan.FromMinutes(5))), outcome => Assert.Equal(TimeSpan.FromMinutes(5), outcome.Lag));
        Assert.InRange(Outcomes(1, exposed: true, new PipelineFault.Duplicated(0.25)).Count(outcome => outcome.Copies == 2), 4_800, 5_200);
        Assert.All(Outcomes(1, exposed: true, new PipelineFault.SchemaBroken()), outcome => Assert.False(outcome.Measured));
        Assert.All(Outcomes(1, exposed: false, new PipelineFault.SchemaBroken(), new PipelineFault.Duplicated(1)), outcome => Assert.Equal((true, 1), (outcome.Measured, outcome.Copies)));
    }

    [Fact]
    public void Skewed_NewPath_HitsTheSameShareOfUnits()
    {
        var units = Enumerable.Range(0, 1_000).Select(number => $"tenant-{number}").ToArray();
        PipelineFault[] skew = [new PipelineFault.Skewed(0.1, 8)];

        var hot = units.Where(unit => Model.Outcome(Runs[0], 1, exposed: true, skew, unit).Rows > Model.Outcome(Runs[0], 1, exposed: true, [], unit).Rows).ToArray();

        Assert.InRange(hot.Length, 70, 130);
        Assert.Equal(hot, units.Where(unit => Model.Outcome(Runs[5], 9, exposed: true, skew, unit).DurationMs > 4 * Model.Outcome(Runs[5], 9, exposed: true, [], unit).DurationMs));
    }

    [Fact]
    public void Tenants_OfSkewedSizes_FollowZipfsLaw()
    {
        var unit = new TargetingUnit.Tenant(5, Skew: 1);
        var sizes = Runs.GroupBy(unit.Of).ToDictionary(tenant => tenant.Key, tenant => tenant.Count(), StringComparer.Ordinal);

        // 1 + 1/2 + 1/3 + 1/4 + 1/5 = 2.2833
        Assert.InRange(sizes["tenant-0"], 8_500, 9_000);
        Assert.InRange(sizes["tenant-1"], 4_200, 4_550);
        Assert.InRange(sizes["tenant-4"], 1_650, 1_850);
    }

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
