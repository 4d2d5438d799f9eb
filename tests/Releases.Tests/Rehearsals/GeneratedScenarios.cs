using CsCheck;
using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Thresholds;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Protection;
using Releases.Records;
using Releases.Rehearsals;
using Releases.Rehearsals.Scenarios;

namespace Releases.Tests.Rehearsals;

/// <summary>
/// Plans, people and faults of every kind, drawn at random and shrunk by CsCheck. What is random ends after ten hours: then telemetry
/// passes, and somebody turns off by hand what stands in the way of going back, or decides on what is frozen.
/// </summary>
internal static class GeneratedScenarios
{
    private const int Minutes = 600;
    private const string Smoke = "smoke";
    private static readonly string[] Keys = ["orders.enrichment-v2", "orders.enrichment-cache", "orders.enrichment-batches"];
    private static readonly string[] Criteria = ["p95-latency", "error-rate"];
    private static readonly string[] Where = ["staging", "production"];
    private static readonly Gen<int> Minute = Gen.Int[0, Minutes / 2];

    private static readonly CheckAnswer[] Answers = [new CheckAnswer.Running("later"), new CheckAnswer.Unclear("503"), new CheckAnswer.Failed("409: 3 of 12 tests failed")];

    // Ten in the morning in winter is nine in Berlin: the first is open from the beginning, the second for an hour, the third an hour later, the last never.
    private static readonly MaintenanceWindow[] Windows =
        [.. new[] { "Mon-Sun 00:00-23:59 UTC", "Mon-Fri 09:00-10:00 Europe/Berlin", "Mon-Fri 10:00-16:00 Europe/Berlin", "2026-03-01T20:00Z/2026-03-01T22:00Z" }.Select(MaintenanceWindowText.Parse)];

    private static readonly Gen<Counting> Counted = Gen.Select(
        Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[0, 3], Gen.Enum<FailureCount>(), Gen.Enum<OnBlind>(), OneOf(5, 15, 30), Gen.Int[0, 6], Gen.Int[0, 7],
        (failAfter, passAfter, minimum, count, blind, window, errors, rest) => new Counting
        {
            Window = TimeSpan.FromMinutes(window),
            FailAfter = failAfter,
            PassAfter = passAfter,
            MinimumMeasurements = minimum,
            FailureCount = count,
            OnBlind = blind,
            ErrorBudget = errors,
            MinimumSamples = 10,
            MinimumHeartbeat = rest is 1 or 2 ? 20 : 0,
            DryRun = rest == 7,
        });

    private static readonly Gen<(OnFailure OnFailure, bool Watches, bool Guards, OnBusy OnBusy, bool Ordered, int Shape, int GateHours)> Ways =
        Gen.Select(Gen.Enum<OnFailure>(), Gen.Bool, Gen.Bool, Gen.Enum<OnBusy>(), Gen.Bool, Gen.Int[0, 5], OneOf(1, 8, 44));

    private static readonly Gen<ReleasePlan> Plans = Gen.Select(
        Gen.Int[1, 3],
        Gen.Select(OneOf(Where), OneOf(0.0, 0.5, 1.0, 1.75), Gen.Bool, Gen.Int[0, 15], (where, bake, asks, criteria) => (where, bake, asks, criteria)).Array[1, 4],
        Counted,
        Counted,
        Ways,
        Plan);

    private static readonly Gen<(int Drift, int Window, bool Approves, bool Names)> Protections = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 11], Gen.Bool, Gen.Bool);

    internal static readonly Gen<Scenario> Any = Gen.Select(
        Plans,
        Gen.Long[0, 1_000_000],
        Gen.Select(
            Gen.Select(OneOf(Criteria), Gen.Int[0, 3], Gen.Int[0, 60], OneOf(0.5, 1.0, 2.0)).Array[0, 2],
            Gen.Select(Gen.Enum<TelemetryFault>(), Minute, Gen.Int[1, 200], OneOf<string?>(null, "p95-latency")).Array[0, 3]),
        Gen.Select(
            Gen.Select(OneOf("staging", "production", VirtualStores.Inbox, VirtualStores.Publishing, VirtualStores.Capture, VirtualStores.Leases), Gen.Enum<StoreFault>(), Minute, Gen.Int[1, 90], OneOf<string?>(null, Keys[0])).Array[0, 4],
            Gen.Select(OneOf(Where), OneOf(Keys), OneOf("7 %", "off", "locked", "unlocked"), Minute).Array[0, 3]),
        Gen.Select(Gen.Enum<SignalKind>(), OneOf("grace", "ADA", "linus"), Minute, Gen.Int[0, 3], Gen.Bool).Array[0, 5],
        Gen.Select(Gen.Int[1, 120], Gen.Bool, Gen.Int[0, 30]).Array[0, 2],
        Gen.Select(
            Gen.Enum<BellFault>(),
            Gen.Select(Gen.Int[5, 400], Gen.Int[0, 11], Gen.Select(OneOf(Where), OneOf(Keys), OneOf("on", "7 %", "on", "7 %", "on", "7 %", StartingState.Missing)).Array[0, 2]),
            Gen.Select(Minute, Gen.Int[1, 200], OneOf(null, "staging", "production")).Array[0, 2],
            Gen.Select(Gen.Int[0, 2], Minute, Gen.Int[1, 60]).Array[0, 2],
            Gen.Select(Gen.Int[-200, 200], OneOf(Where), OneOf(Keys), Gen.Int[1, 90])),
        Protections,
        (plan, seed, telemetry, stores, people, deaths, rest, protection) => new Scenario
        {
            Name = "generated",
            Plan = plan,
            PlanHash = "4f1c0b6d2a9e",
            Environments = EnvironmentsOf(protection),
            Seed = seed,
            StartedBy = "ada",
            Starts = [.. rest.Item2.Item3.Select(start => new StartingState(start.Item1, start.Item2, start.Item3))],
            Defects = [.. telemetry.Item1.Select(defect => new Defect(defect.Item1, plan.Stages[defect.Item2 % plan.Stages.Count].Name, TimeSpan.FromMinutes(defect.Item3), defect.Item4))],
            Telemetry = [.. telemetry.Item2.Select(fault => new TelemetrySpan(fault.Item1, TimeSpan.FromMinutes(fault.Item2), TimeSpan.FromMinutes(fault.Item2 + fault.Item3), fault.Item4))],
            Stores = [.. stores.Item1.Select(fault => new FaultSpan(fault.Item1, fault.Item2, TimeSpan.FromMinutes(fault.Item3), TimeSpan.FromMinutes(fault.Item3 + fault.Item4), fault.Item5))],
            Edits = [.. stores.Item2.SelectMany(edit => Edited(plan, edit.Item1, edit.Item2, edit.Item3, edit.Item4))],
            People = [.. people.Select(person => new PersonActs(person.Item1, person.Item2, TimeSpan.FromMinutes(person.Item3), Stage: plan.Stages[person.Item4 % plan.Stages.Count].Name, Keep: person.Item5, Criterion: person.Item1 == SignalKind.Alert ? Criteria[person.Item4 % 2] : null)), .. InTheEnd(rest.Item2.Item1), .. Nervous(rest.Item2.Item2)],
            Deaths = [.. deaths.DistinctBy(death => death.Item1).Select(death => new HostDeath(death.Item1, death.Item2, TimeSpan.FromMinutes(death.Item3)))],
            Bells = rest.Item1,
            Stoppages = [.. rest.Item3.Select(stop => new Stoppage(TimeSpan.FromMinutes(stop.Item1), TimeSpan.FromMinutes(stop.Item1 + stop.Item2), stop.Item3))],
            Checks = [.. rest.Item4.Select(fault => new CheckFault(Answers[fault.Item1], TimeSpan.FromMinutes(fault.Item2), TimeSpan.FromMinutes(fault.Item2 + fault.Item3)))],
            Busy = rest.Item5.Item1 > 0 && plan.Flags.Any(flag => flag.Key == rest.Item5.Item3)
                ? new OtherRelease(rest.Item5.Item2, rest.Item5.Item3, TimeSpan.FromMinutes(rest.Item5.Item1), TimeSpan.FromMinutes(rest.Item5.Item4))
                : null,
        });

    /// <summary>So many, always the same ones.</summary>
    internal static IReadOnlyList<Scenario> Draw(int count, ulong seed)
    {
        var chance = new PCG(1, seed);
        return [.. Enumerable.Range(0, count).Select(_ => Any.Generate(chance, null, out var _))];
    }

    private static ReleasePlan Plan(
        int flags,
        (string Where, double Bake, bool Asks, int Criteria)[] stages,
        Counting latency,
        Counting errors,
        (OnFailure OnFailure, bool Watches, bool Guards, OnBusy OnBusy, bool Ordered, int Shape, int GateHours) ways)
    {
        var sorted = stages.OrderBy(stage => stage.Where == "production").ToList();
        return new ReleasePlan
        {
            Metadata = new PlanMetadata("generated", "data-platform", null, Risk.High),
            Pipelines = [new Pipeline("orders-ingest", 1200, 50_000)],
            Flags = [.. Keys.Take(flags).Select((key, index) => new FlagDeclaration(key, FlagCategory.Exposure, "data-platform", null) { Order = ways.Ordered ? index + 1 : PlanDefaults.Order })],
            Criteria =
            [
                new ThresholdCriterion(Criteria[0], "PipelineRuns", new Condition("value > 300s", [new Comparison(ComparisonOperator.Greater, 300_000)], Any: false), Unit.Milliseconds) { Counting = latency },
                Second(ways.Shape, errors),
            ],
            Guardrails = ways.Guards ? [Criteria[1]] : [],
            Checks = [new Releases.Plans.Check(Smoke, new CheckCall.Http(new Uri("https://tests.contoso.com/smoke")), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30))],
            Stages =
            [
                .. sorted.Select((stage, index) => new Stage
                {
                    Name = $"stage-{index}",
                    Environment = stage.Where,
                    Expose = ExposureOf(index, sorted.Count, ways.Shape),
                    Exposures = ways.Shape == 1 && flags > 1 && (stage.Criteria & 4) == 0 ? new Dictionary<string, Exposure> { [Keys[1]] = new Exposure.Targeted(15 + (10 * index), [], []) } : new Dictionary<string, Exposure>(),
                    Bake = TimeSpan.FromHours(stage.Bake),
                    Criteria = [.. Criteria.Where((_, which) => (stage.Criteria & (1 << which)) != 0)],
                    Flags = (stage.Criteria & 4) == 0 || flags == 1 ? [] : [Keys[0]],
                    Checks = (stage.Criteria & 8) == 0 ? [] : [Smoke],
                    Approval = stage.Asks ? new Approval("release-managers", TimeSpan.FromHours(4)) : null,
                    Watch = ways.Watches && index + 1 == sorted.Count ? TimeSpan.FromHours(1) : TimeSpan.Zero,
                }),
            ],
            HoldLimit = TimeSpan.FromHours(3),
            // Who always approves later than an hour finds a window of an hour closed, day after day.
            GateLimit = TimeSpan.FromHours(ways.GateHours),
            OnFailure = ways.OnFailure,
            OnBusy = ways.OnBusy,
            FailureModes = [new FailureMode("enrichment service slow", Criteria[0], "scale the service out")],
        };
    }

    /// <summary>In some plans an alert, in some a comparison: they are looked at early, too.</summary>
    private static Criterion Second(int shape, Counting counting) => shape switch
    {
        4 => new AlertCriterion(Criteria[1], ["orders-errors"], []) { Counting = counting },
        5 => new ComparisonCriterion(Criteria[1], new CohortSource.Query("PipelineRuns"), new ComparisonRule { Metric = new Metric.ErrorRate(), WorseBy = new Margin(0.005, Relative: false) }, null, Required: false) { Counting = counting },
        _ => new ThresholdCriterion(Criteria[1], "PipelineRuns", new Condition("value >= 5%", [new Comparison(ComparisonOperator.GreaterOrEqual, 0.05)], Any: false), Unit.Ratio) { Counting = counting },
    };

    /// <summary>Up to everybody in most plans; in some a shadow first, and in some up and down again, which only goes back.</summary>
    private static Exposure ExposureOf(int index, int stages, int shape) => (shape, index) switch
    {
        (2, 0) when stages > 1 => new Exposure.Shadow(),
        (3, _) when index + 1 == stages && stages > 1 => new Exposure.Off(),
        (3, _) => new Exposure.Targeted(60 - (10 * index), [], []),
        _ when index + 1 == stages => new Exposure.On(),
        _ => new Exposure.Targeted(20 + (10 * index), [], []),
    };

    private static IReadOnlyList<CourseEnvironment> EnvironmentsOf((int Drift, int Window, bool Approves, bool Names) protection) =>
    [
        .. RehearsedPlans.Environments.Select(environment => environment with
        {
            DriftCheck = TimeSpan.FromMinutes(10 * protection.Drift),
            Protection = environment.Production && protection.Window < Windows.Length + 2
                ? new EnvironmentProtection
                {
                    Windows = protection.Window < Windows.Length ? [Windows[protection.Window]] : [],
                    ApprovalWithin = protection.Approves ? TimeSpan.FromHours(2) : null,
                    Approvers = protection.Names ? ["grace"] : [],
                }
                : null,
        }),
    ];

    private static IEnumerable<PortalEdit> Edited(ReleasePlan plan, string where, string key, string to, int minute)
    {
        if (plan.Flags.All(flag => flag.Key != key) || plan.Stages.All(stage => stage.Environment != where))
        {
            yield break;
        }

        yield return new PortalEdit(TimeSpan.FromMinutes(minute), where, key, to);
        yield return new PortalEdit(TimeSpan.FromMinutes(Minutes), where, key, "unlocked");
        if (to == "7 %")
        {
            yield return new PortalEdit(TimeSpan.FromMinutes(Minutes), where, key, "off");
        }
    }

    private static IEnumerable<PersonActs> InTheEnd(int after) =>
    [
        new PersonActs(SignalKind.Approve, after % 5 == 0 ? "linus" : "grace", TimeSpan.FromMinutes(after), TimelineKinds.ApprovalAsked),
        new PersonActs(after % 2 == 0 ? SignalKind.Rollback : SignalKind.Accept, "grace", TimeSpan.FromMinutes(Minutes), TimelineKinds.Frozen),
    ];

    /// <summary>Holds whatever is held already, and lets go of it again and again: that must not go on for ever.</summary>
    private static IEnumerable<PersonActs> Nervous(int kind) => kind == 0
        ? [new PersonActs(SignalKind.Hold, "linus", TimeSpan.FromMinutes(20), TimelineKinds.Held), new PersonActs(SignalKind.Resume, "linus", TimeSpan.FromMinutes(50), TimelineKinds.Held)]
        : [];

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
