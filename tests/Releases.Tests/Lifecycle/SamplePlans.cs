using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Thresholds;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Protection;

namespace Releases.Tests.Lifecycle;

/// <summary>Plans that the tests run, small enough to be reckoned by hand.</summary>
internal static class SamplePlans
{
    internal const string Flag = "orders.enrichment-v2";
    internal const string OtherFlag = "orders.enrichment-cache";
    internal const string Latency = "p95-latency";

    internal static readonly IReadOnlyList<CourseEnvironment> Environments =
    [
        new("staging", Production: false, ClientRefresh: TimeSpan.FromSeconds(30), IngestionDelay: TimeSpan.FromMinutes(3)),
        new("production", Production: true, ClientRefresh: TimeSpan.FromMinutes(1), IngestionDelay: TimeSpan.FromMinutes(5)),
    ];

    internal static readonly TimeSpan DriftCheck = TimeSpan.FromMinutes(10);

    /// <summary>The same, with a look at the flags in force every ten minutes.</summary>
    internal static readonly IReadOnlyList<CourseEnvironment> Watchful = [.. Environments.Select(environment => environment with { DriftCheck = DriftCheck })];

    /// <summary>Monday to Friday from one to five, in Berlin: at noon in UTC, as it is winter there.</summary>
    internal static readonly EnvironmentProtection Afternoons = new() { Windows = [MaintenanceWindowText.Parse("Mon-Fri 13:00-17:00 Europe/Berlin")] };

    internal static readonly Counting HalfHours = new() { Window = TimeSpan.FromMinutes(30) };

    /// <summary>Half of staging for an hour, five per cent of production for two, then all of it, watched for two.</summary>
    internal static ReleasePlan TwoEnvironments(Counting? counting = null, Approval? approval = null) => Plan(
        [new("staging-half", "staging", Percent(50), 1), new("canary", "production", Percent(5), 2), new("full", "production", new Exposure.On(), 0, Watch: 2, Approval: approval)],
        counting ?? HalfHours,
        [Flag, OtherFlag]);

    /// <summary>The same, where every stage asks for a synthetic test first.</summary>
    internal static ReleasePlan WithACheck(ReleasePlan plan) => plan with
    {
        Checks = [new Check("smoke", new CheckCall.Http(new Uri("https://tests.contoso.com/smoke")), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30))],
        Stages = [.. plan.Stages.Select(stage => stage with { Checks = ["smoke"] })],
    };

    /// <summary>The same, with a second criterion that is being tried out.</summary>
    internal static ReleasePlan WithADryRun(ReleasePlan plan)
    {
        var tried = (ThresholdCriterion)plan.Criteria[0] with { Name = "new-latency" };
        return plan with { Criteria = [tried with { Counting = tried.Counting with { DryRun = true } }, .. plan.Criteria], Guardrails = ["new-latency", .. plan.Guardrails] };
    }

    /// <summary>The same, with a second criterion like the first.</summary>
    internal static ReleasePlan WithASecond(ReleasePlan plan) =>
        plan with { Criteria = [.. plan.Criteria, (ThresholdCriterion)plan.Criteria[0] with { Name = "second" }], Guardrails = [.. plan.Guardrails, "second"] };

    /// <summary>Five per cent of production for as many hours, then all of it without a bake.</summary>
    internal static ReleasePlan Canary(Counting counting, double hours = 2, Approval? approval = null) => Plan(
        [new("canary", "production", Percent(5), hours), new("full", "production", new Exposure.On(), 0, Approval: approval)], counting, [Flag]);

    internal static ReleasePlan Plan(IReadOnlyList<SampleStage> stages, Counting counting, IReadOnlyList<string> flags) => new()
    {
        Metadata = new PlanMetadata("enrichment-v2", "data-platform", null, Risk.High),
        Flags = [.. flags.Select(key => new FlagDeclaration(key, FlagCategory.Exposure, "data-platform", new DateOnly(2027, 3, 1)))],
        Criteria = [new ThresholdCriterion(Latency, "PipelineRuns", FailWhen, Unit.Milliseconds) { Counting = counting }],
        Guardrails = [Latency],
        Stages =
        [
            .. stages.Select(stage => new Stage
            {
                Name = stage.Name,
                Environment = stage.Environment,
                Expose = stage.Expose,
                Exposures = stage.Exposures ?? new Dictionary<string, Exposure>(),
                Bake = TimeSpan.FromHours(stage.Bake),
                Watch = TimeSpan.FromHours(stage.Watch),
                Approval = stage.Approval,
            }),
        ],
        FailureModes = [new FailureMode("enrichment service slow", Latency, "scale the service out; docs/runbooks/enrichment.md")],
    };

    /// <summary>Five per cent of production for two windows, judged against its control, and perhaps another share for as long; then everybody.</summary>
    internal static ReleasePlan Compared(Counting counting, double? again = null)
    {
        var hours = 2 * counting.Window.TotalHours;
        SampleStage[] second = again is { } percent ? [new("again", "production", Percent(percent), hours)] : [];
        var judged = new ComparisonCriterion("errors-against-control", new CohortSource.Query("Runs"), new ComparisonRule { Metric = new Metric.ErrorRate() }, null, Required: false) { Counting = counting };
        var plan = Plan([new("canary", "production", Percent(5), hours), .. second, new("full", "production", new Exposure.On(), 0)], counting, [Flag]);
        return plan with { Criteria = [judged], Guardrails = [judged.Name], FailureModes = [] };
    }

    /// <summary>Exposed rows, so many of them with errors, beside a control with one in a hundred.</summary>
    internal static Measurement.Cohorts Cohorts(long exposedErrors, long exposed) => new(new Cohort(exposed) { Errors = exposedErrors }, new Cohort(19_000) { Errors = 190 });

    /// <summary>The same, the flags one after the other: the writer's before the reader's.</summary>
    internal static ReleasePlan InOrder(this ReleasePlan plan) => plan with { Flags = [.. plan.Flags.Select((flag, index) => flag with { Order = index + 1 })] };

    internal static readonly Approval Managers = new("release-managers", TimeSpan.FromHours(4));

    internal static readonly Measurement.Value Good = new Measurement.Value(200_000, 1_204);
    internal static readonly Measurement.Value Bad = new Measurement.Value(412_000, 1_204);
    internal static readonly Measurement Few = new Measurement.Value(412_000, 3);
    internal static readonly Measurement Nothing = new Measurement.Nothing("no row", null);
    internal static readonly Measurement Silent = new Measurement.Nothing("no value", 0, 980);
    internal static readonly Measurement Error = new Measurement.Error("Throttled", "too many requests");

    internal static Exposure Percent(double percent) => new Exposure.Targeted(percent, [], []);

    private static readonly Condition FailWhen = new("value > 300s", [new Comparison(ComparisonOperator.Greater, 300_000)], Any: false);
}

internal sealed record SampleStage(string Name, string Environment, Exposure Expose, double Bake, double Watch = 0, Approval? Approval = null, IReadOnlyDictionary<string, Exposure>? Exposures = null);
