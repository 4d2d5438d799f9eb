using CsCheck;
using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Thresholds;
using Releases.Lifecycle;
using Releases.Plans;
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
    private static readonly string[] Keys = ["orders.enrichment-v2", "orders.enrichment-cache", "orders.enrichment-batches"];
    private static readonly string[] Criteria = ["p95-latency", "error-rate"];
    private static readonly string[] Where = ["staging", "production"];
    private static readonly Gen<int> Minute = Gen.Int[0, Minutes / 2];

    private static readonly Gen<Counting> Counted = Gen.Select(
        Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[0, 3], Gen.Enum<FailureCount>(), Gen.Enum<OnBlind>(), OneOf(5, 15, 30), Gen.Int[0, 6],
        (failAfter, passAfter, minimum, count, blind, window, errors) => new Counting
        {
            Window = TimeSpan.FromMinutes(window),
            FailAfter = failAfter,
            PassAfter = passAfter,
            MinimumMeasurements = minimum,
            FailureCount = count,
            OnBlind = blind,
            ErrorBudget = errors,
            MinimumSamples = 10,
        });

    private static readonly Gen<ReleasePlan> Plans = Gen.Select(
        Gen.Int[1, 3],
        Gen.Select(OneOf(Where), OneOf(0.0, 0.5, 1.0, 1.75), Gen.Bool, Gen.Int[0, 7], (where, bake, asks, criteria) => (where, bake, asks, criteria)).Array[1, 4],
        Counted,
        Counted,
        Gen.Enum<OnFailure>(),
        Gen.Bool,
        Gen.Bool,
        Plan);

    internal static readonly Gen<Scenario> Any = Gen.Select(
        Plans,
        Gen.Long[0, 1_000_000],
        Gen.Select(
            Gen.Select(OneOf(Criteria), Gen.Int[0, 3], Gen.Int[0, 60], OneOf(0.5, 1.0, 2.0)).Array[0, 2],
            Gen.Select(Gen.Enum<TelemetryFault>(), Minute, Gen.Int[1, 200], OneOf<string?>(null, "p95-latency")).Array[0, 3]),
        Gen.Select(OneOf("staging", "production", VirtualStores.Inbox, VirtualStores.Publishing, VirtualStores.Capture), Gen.Enum<StoreFault>(), Minute, Gen.Int[1, 90], OneOf<string?>(null, Keys[0])).Array[0, 4],
        Gen.Select(OneOf(Where), OneOf(Keys), OneOf("7 %", "off", "locked", "unlocked"), Minute).Array[0, 3],
        Gen.Select(Gen.Enum<SignalKind>(), OneOf("grace", "ADA", "linus"), Minute, Gen.Int[0, 3]).Array[0, 5],
        Gen.Select(Gen.Int[1, 120], Gen.Bool, Gen.Int[0, 30]).Array[0, 2],
        Gen.Select(Gen.Enum<BellFault>(), Gen.Int[5, 400]),
        (plan, seed, telemetry, stores, edits, people, deaths, rest) => new Scenario
        {
            Name = "generated",
            Plan = plan,
            PlanHash = "4f1c0b6d2a9e",
            Environments = RehearsedPlans.Environments,
            Seed = seed,
            StartedBy = "ada",
            Defects = [.. telemetry.Item1.Select(defect => new Defect(defect.Item1, plan.Stages[defect.Item2 % plan.Stages.Count].Name, TimeSpan.FromMinutes(defect.Item3), defect.Item4))],
            Telemetry = [.. telemetry.Item2.Select(fault => new TelemetrySpan(fault.Item1, TimeSpan.FromMinutes(fault.Item2), TimeSpan.FromMinutes(fault.Item2 + fault.Item3), fault.Item4))],
            Stores = [.. stores.Select(fault => new FaultSpan(fault.Item1, fault.Item2, TimeSpan.FromMinutes(fault.Item3), TimeSpan.FromMinutes(fault.Item3 + fault.Item4), fault.Item5))],
            Edits = [.. edits.SelectMany(edit => Edited(plan, edit.Item1, edit.Item2, edit.Item3, edit.Item4))],
            People = [.. people.Select(person => new PersonActs(person.Item1, person.Item2, TimeSpan.FromMinutes(person.Item3), Stage: plan.Stages[person.Item4 % plan.Stages.Count].Name)), .. InTheEnd(rest.Item2)],
            Deaths = [.. deaths.DistinctBy(death => death.Item1).Select(death => new HostDeath(death.Item1, death.Item2, TimeSpan.FromMinutes(death.Item3)))],
            Bells = rest.Item1,
        });

    private static ReleasePlan Plan(int flags, (string Where, double Bake, bool Asks, int Criteria)[] stages, Counting latency, Counting errors, OnFailure onFailure, bool watches, bool guards)
    {
        var sorted = stages.OrderBy(stage => stage.Where == "production").ToList();
        return new ReleasePlan
        {
            Metadata = new PlanMetadata("generated", "data-platform", null, Risk.High),
            Pipelines = [new Pipeline("orders-ingest", 1200, 50_000)],
            Flags = [.. Keys.Take(flags).Select(key => new FlagDeclaration(key, FlagCategory.Exposure, "data-platform", null))],
            Criteria =
            [
                new ThresholdCriterion(Criteria[0], "PipelineRuns", new Condition("value > 300s", [new Comparison(ComparisonOperator.Greater, 300_000)], Any: false), Unit.Milliseconds) { Counting = latency },
                new ThresholdCriterion(Criteria[1], "PipelineRuns", new Condition("value >= 5%", [new Comparison(ComparisonOperator.GreaterOrEqual, 0.05)], Any: false), Unit.Ratio) { Counting = errors },
            ],
            Guardrails = guards ? [Criteria[1]] : [],
            Stages =
            [
                .. sorted.Select((stage, index) => new Stage
                {
                    Name = $"stage-{index}",
                    Environment = stage.Where,
                    Expose = index + 1 == sorted.Count ? new Exposure.On() : new Exposure.Targeted(20 + (10 * index), [], []),
                    Bake = TimeSpan.FromHours(stage.Bake),
                    Criteria = [.. Criteria.Where((_, which) => (stage.Criteria & (1 << which)) != 0)],
                    Flags = (stage.Criteria & 4) == 0 || flags == 1 ? [] : [Keys[0]],
                    Approval = stage.Asks ? new Approval("release-managers", TimeSpan.FromHours(4)) : null,
                    Watch = watches && index + 1 == sorted.Count ? TimeSpan.FromHours(1) : TimeSpan.Zero,
                }),
            ],
            HoldLimit = TimeSpan.FromHours(3),
            OnFailure = onFailure,
            FailureModes = [new FailureMode("enrichment service slow", Criteria[0], "scale the service out")],
        };
    }

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
        new PersonActs(SignalKind.Approve, "grace", TimeSpan.FromMinutes(after), TimelineKinds.ApprovalAsked),
        new PersonActs(after % 2 == 0 ? SignalKind.Rollback : SignalKind.Accept, "grace", TimeSpan.FromMinutes(Minutes), TimelineKinds.Frozen),
    ];

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
