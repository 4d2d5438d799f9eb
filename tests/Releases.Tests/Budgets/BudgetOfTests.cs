using Releases.Budgets;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Tests.Lifecycle;

namespace Releases.Tests.Budgets;

/// <summary>What was counted before a release is what the release then does.</summary>
public sealed class BudgetOfTests
{
    private static readonly IReadOnlyList<BudgetStore> Stores = [new("staging", "staging", StoreTier.Standard), new("production", "production", StoreTier.Standard)];

    public static TheoryData<string> Kinds => ["two environments", "canary", "in order", "short windows", "two windows", "needs more windows than the bake has", "dry run", "watchful", "clients are waited for", "early looks", "early looks at other windows' ends"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Budget_OfAReleaseThatGoesStraightThrough_IsWhatItAsksFor(string kind)
    {
        var release = Release(kind);
        var budget = BudgetOf.Release(release.Begin().State, Stores);

        var run = await release.RunUnwatchedAsync();

        var performed = run.World.Performed.Select(performed => performed.Effect).ToList();
        Assert.Equal(performed.OfType<Effect.Measure>().Count(), Use(budget, "log-analytics").Whole);
        foreach (var environment in new[] { "staging", "production" }.Where(name => run.State.Course.Environments.Any(environment => environment.Name == name)))
        {
            var writes = performed.OfType<Effect.Expose>().Where(expose => expose.Environment == environment).Sum(expose => expose.Targets.Count);
            var looks = performed.OfType<Effect.Look>().Count(look => look.Environment == environment);
            Assert.Equal(1 + writes + looks, Use(budget, "app-configuration", environment).Whole);
        }

        Assert.Equal(performed.Count, budget.Activities);
        Assert.Equal(Storage(performed), Use(budget, "storage").Whole);
    }

    [Fact]
    public void Budget_OfAnApproval_CountsWhatIsReadAndShownForIt()
    {
        var without = BudgetOf.Release(VirtualRelease.Of(SamplePlans.TwoEnvironments()).Begin().State, Stores);
        var with = BudgetOf.Release(VirtualRelease.Of(SamplePlans.TwoEnvironments(approval: SamplePlans.Managers)).Begin().State, Stores);

        Assert.Equal(Use(without, "storage").Whole + 6, Use(with, "storage").Whole);
    }

    /// <summary>Criteria that ask only for metrics ask Log Analytics for nothing.</summary>
    [Fact]
    public void Budget_OfMetrics_CountsTheirRequestsByThemselves()
    {
        var first = VirtualRelease.Of(SamplePlans.Canary(SamplePlans.HalfHours)).Begin().State;
        var stage = first.Course.Stages[0];
        var window = first.Course.Criterion(stage.Criteria[0]).Counting.Window;
        var asked = new BudgetAsked(new HashSet<string>(), [new BudgetMetrics(stage.Name, window, 3)]);

        var (queries, metrics) = (BudgetOf.Release(first, Stores), BudgetOf.Release(first, Stores, asked));

        Assert.Equal(0, Use(metrics, "log-analytics").Whole);
        Assert.Equal(3 * (long)(stage.Bake / window), Use(metrics, "azure-monitor").Whole);
        Assert.Equal(queries.Activities, metrics.Activities);
        Assert.DoesNotContain(queries.Uses, use => use.Service == "azure-monitor");
    }

    [Fact]
    public void BusiestHour_HasARollbackInIt()
    {
        var budget = BudgetOf.Release(VirtualRelease.Of(SamplePlans.Canary(SamplePlans.HalfHours)).Begin().State, Stores);

        // One read of the capture and a write; going back one read, one write, one read.
        Assert.Equal(5, Use(budget, "app-configuration", "production").BusiestHour);
    }

    [Fact]
    public void Budget_OfEnvironmentsInOneStore_IsOneUse()
    {
        var budget = BudgetOf.Release(VirtualRelease.Of(SamplePlans.TwoEnvironments()).Begin().State, [new("staging", "one", StoreTier.Standard), new("production", "one", StoreTier.Standard)]);

        Assert.Equal("one", Assert.Single(budget.Uses, use => use.Service == "app-configuration").Where);
    }

    [Fact]
    public void Budget_OfATierThatTakesLess_SaysWhatIsAskedAndWhatIsTaken()
    {
        var release = VirtualRelease.Of(SamplePlans.Canary(SamplePlans.HalfHours, hours: 200)).Begin().State;
        var course = release.Course with { Environments = [.. release.Course.Environments.Select(environment => environment with { DriftCheck = TimeSpan.FromMinutes(1) })] };

        var budget = BudgetOf.Release(release with { Course = course }, [new("production", "store", StoreTier.Free)]);

        Assert.False(budget.Fits);
        Assert.Contains("store): 12,009 requests in all", budget.Refusal);
        Assert.Contains("1,444 in the busiest 24 h with both; 1,000 in 24 h are taken", budget.Refusal);
    }

    [Fact]
    public void Budget_OfMoreThanHalfALimit_IsAWarningAndNoRefusal()
    {
        var release = VirtualRelease.Of(SamplePlans.Canary(SamplePlans.HalfHours, hours: 200)).Begin().State;
        var course = release.Course with { Environments = [.. release.Course.Environments.Select(environment => environment with { DriftCheck = TimeSpan.FromMinutes(2) })] };

        var budget = BudgetOf.Release(release with { Course = course }, [new("production", "store", StoreTier.Free)]);

        Assert.Null(budget.Refusal);
        Assert.Contains("72.4 % of a limit", Assert.Single(budget.Warnings));
    }

    [Fact]
    public void Budget_OfAStoreWithoutALimit_Fits()
    {
        var budget = BudgetOf.Release(VirtualRelease.Of(SamplePlans.Canary(SamplePlans.HalfHours)).Begin().State, [new("production", "store", StoreTier.Premium)]);

        Assert.True(budget.Fits);
        Assert.Contains("there is no limit", Use(budget, "app-configuration").Text);
    }

    private static VirtualRelease Release(string kind) => kind switch
    {
        "two environments" => VirtualRelease.Of(SamplePlans.TwoEnvironments()),
        "canary" => VirtualRelease.Of(SamplePlans.Canary(SamplePlans.HalfHours)),
        "in order" => VirtualRelease.Of(SamplePlans.TwoEnvironments().InOrder()),
        "short windows" => VirtualRelease.Of(SamplePlans.Canary(new Counting { Window = TimeSpan.FromMinutes(1) })),
        "two windows" => VirtualRelease.Of(Second(SamplePlans.Canary(SamplePlans.HalfHours), TimeSpan.FromMinutes(20))),
        "needs more windows than the bake has" => VirtualRelease.Of(SamplePlans.Canary(SamplePlans.HalfHours with { MinimumMeasurements = 7 })),
        "dry run" => VirtualRelease.Of(SamplePlans.WithADryRun(SamplePlans.Canary(SamplePlans.HalfHours))),
        "watchful" => VirtualRelease.Of(SamplePlans.TwoEnvironments()).Watchful(),
        "clients are waited for" => VirtualRelease.Of(SamplePlans.TwoEnvironments() with { TakeUp = new TakeUp(0.9, TimeSpan.FromMinutes(30)) }),
        "early looks" => VirtualRelease.Of(WithAnAlert(SamplePlans.TwoEnvironments(), TimeSpan.FromMinutes(25))),
        "early looks at other windows' ends" => VirtualRelease.Of(WithAnAlert(SamplePlans.Canary(SamplePlans.HalfHours), TimeSpan.FromHours(1))),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown."),
    };

    private static ReleasePlan WithAnAlert(ReleasePlan plan, TimeSpan window) => plan with
    {
        Criteria = [.. plan.Criteria, new AlertCriterion("calm", ["orders-latency-high"], []) { Counting = new Counting { Window = window } }],
        Guardrails = [.. plan.Guardrails, "calm"],
    };

    /// <summary>The same plan with a second criterion, measured over windows of another length.</summary>
    private static ReleasePlan Second(ReleasePlan plan, TimeSpan window)
    {
        var other = plan.Criteria[0] with { Name = "other", Counting = plan.Criteria[0].Counting with { Window = window } };
        return plan with { Criteria = [.. plan.Criteria, other], Guardrails = [.. plan.Guardrails, "other"] };
    }

    /// <summary>By docs/reference/costs.md: the plan, the status and its row come before the first effect.</summary>
    private static long Storage(IReadOnlyList<Effect> performed) => 3 + performed.Sum(effect => effect switch
    {
        Effect.TakeLeases or Effect.Capture => 2,
        Effect.ReadInbox { GrowsIn: not null } => 2,
        Effect.ReadInbox or Effect.FreeLeases => 1,
        Effect.Publish { Status.Outcome: not null } => 2,
        Effect.Publish => 1,
        _ => 0,
    });

    private static BudgetUse Use(Budget budget, string service, string? where = null) => budget.Uses.Single(use => use.Service == service && (where is null || use.Where == where));
}
