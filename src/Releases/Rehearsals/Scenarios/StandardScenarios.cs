using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;

namespace Releases.Rehearsals.Scenarios;

/// <summary>What every plan is rehearsed against: the failure modes that it declares itself, and what happens to any release sooner or later.</summary>
public static class StandardScenarios
{
    private const string Approver = "approver";
    private const string OnCall = "on-call";

    public static IReadOnlyList<ScenarioKind> Of(ReleasePlan plan) => [.. Calm(plan), .. Defects(plan), .. Telemetry(plan), .. Stores(plan), .. People(plan), .. Hosts()];

    /// <summary>The kind's draw of that number, with people who do what is asked of them within a few hours.</summary>
    public static Scenario Draw(ScenarioKind kind, ReleasePlan plan, string planHash, IReadOnlyList<CourseEnvironment> environments, long seed)
    {
        var chance = Chance.For(seed, kind.Name);
        var scenario = new Scenario
        {
            Name = kind.Name,
            // What clients have is not simulated: they have an exposure once they have refreshed.
            Plan = plan with { TakeUp = null },
            PlanHash = planHash,
            Environments = environments,
            Seed = seed,
            People =
            [
                new PersonActs(SignalKind.Approve, Approver, chance.Between(TimeSpan.FromMinutes(5), TimeSpan.FromHours(3)), TimelineKinds.ApprovalAsked),
                new PersonActs(SignalKind.Accept, OnCall, chance.Between(TimeSpan.FromHours(1), TimeSpan.FromHours(4)), TimelineKinds.RollbackFailed),
                new PersonActs(SignalKind.Rollback, OnCall, chance.Between(TimeSpan.FromHours(1), TimeSpan.FromHours(8)), TimelineKinds.Frozen),
            ],
        };
        return kind.Draw(scenario, chance);
    }

    private static IEnumerable<ScenarioKind> Calm(ReleasePlan plan)
    {
        yield return new ScenarioKind("as-planned", "Nothing goes wrong.", (scenario, _) => scenario);
        if (plan.Stages.Any(stage => stage.Approval is not null))
        {
            yield return new ScenarioKind("nobody-approves", "Nobody answers when an approval is asked for.", (scenario, _) => scenario with { People = [.. scenario.People.Where(act => act.Kind != SignalKind.Approve)] });
            yield return new ScenarioKind("approver-late", "Approvals are answered after most of the time for them, or after it.", (scenario, chance) => scenario with
            {
                People = [.. scenario.People.Select(act => act.Kind == SignalKind.Approve ? act with { After = chance.Between(Longest(plan) * 0.6, Longest(plan) * 1.2) } : act)],
            });
        }
    }

    /// <summary>The declared failure modes, and a regression in each criterion that none of them names.</summary>
    private static IEnumerable<ScenarioKind> Defects(ReleasePlan plan)
    {
        var declared = plan.FailureModes.Where(mode => mode.DetectedBy is not null).ToList();
        foreach (var (index, mode) in declared.Index())
        {
            yield return new ScenarioKind(FormattableString.Invariant($"mode-{index + 1}"), $"{mode.Name}: it shows in {mode.DetectedBy}.", (scenario, chance) => WithDefect(scenario, chance, mode.DetectedBy!));
        }

        foreach (var criterion in plan.Criteria.Where(criterion => declared.All(mode => mode.DetectedBy != criterion.Name)))
        {
            yield return new ScenarioKind($"regression-{criterion.Name}", $"A regression that no failure mode declares shows in {criterion.Name}.", (scenario, chance) => WithDefect(scenario, chance, criterion.Name));
        }

        if (plan.Criteria.Count > 0)
        {
            yield return new ScenarioKind("regression-unseen", "A regression while telemetry is out for a while.", (scenario, chance) => WithTelemetry(WithDefect(scenario, chance, chance.OneOf(plan.Criteria).Name), chance, TelemetryFault.Outage));
            yield return new ScenarioKind("regression-store-out", "A regression, and the flags cannot be written when it is to go back.", (scenario, chance) => WithDefect(scenario, chance, chance.OneOf(plan.Criteria).Name) with
            {
                OutageFromRestore = chance.Between(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
            });
        }
    }

    private static IEnumerable<ScenarioKind> Telemetry(ReleasePlan plan)
    {
        (string Name, string Text, TelemetryFault Fault)[] faults =
        [
            ("telemetry-out", "The telemetry provider does not answer for some hours.", TelemetryFault.Outage),
            ("telemetry-throttled", "The telemetry provider throttles for some hours.", TelemetryFault.Throttled),
            ("queries-time-out", "Queries take too long for some hours.", TelemetryFault.TimedOut),
            ("rows-late", "Most rows arrive later than they should.", TelemetryFault.LateRows),
            ("rows-missing", "Half of the rows never arrive.", TelemetryFault.MissingRows),
            ("no-rows", "No rows arrive for some hours.", TelemetryFault.NoRows),
            ("zero-rows", "The provider answers with values over no rows: it lies.", TelemetryFault.ZeroRows),
            ("not-a-number", "Queries divide by nothing.", TelemetryFault.NotANumber),
        ];
        return plan.Criteria.Count == 0 ? [] : faults.Select(fault => new ScenarioKind(fault.Name, fault.Text, (scenario, chance) => WithTelemetry(scenario, chance, fault.Fault)));
    }

    private static IEnumerable<ScenarioKind> Stores(ReleasePlan plan)
    {
        (string Name, string Text, StoreFault Fault)[] faults =
        [
            ("store-out", "The flags cannot be reached when a stage begins.", StoreFault.Outage),
            ("store-throttled", "Writes are answered with 429 when a stage begins.", StoreFault.Throttled),
            ("answers-lost", "Writes take effect and their answers are lost.", StoreFault.LostResponse),
            ("writes-late", "Writes take effect long after they were given up.", StoreFault.Late),
            ("reads-old", "Reads come from a replica that is behind.", StoreFault.Stale),
        ];
        foreach (var (name, text, fault) in faults)
        {
            yield return new ScenarioKind(name, text, (scenario, chance) => scenario with { Stores = [AtAStage(plan, chance, fault)] });
        }

        yield return new ScenarioKind("records-out", "Signals cannot be read and the timeline cannot be written for some hours.", (scenario, chance) =>
        {
            var (from, length) = (HalfWay(plan, chance), chance.Between(TimeSpan.FromMinutes(10), TimeSpan.FromHours(6)));
            return scenario with { Stores = [new FaultSpan(VirtualStores.Inbox, StoreFault.Outage, from, from + length), new FaultSpan(VirtualStores.Publishing, StoreFault.Outage, from, from + length)] };
        });
    }

    private static IEnumerable<ScenarioKind> People(ReleasePlan plan)
    {
        yield return new ScenarioKind("edited-by-hand", "Somebody changes a flag in the portal.", (scenario, chance) => WithEdit(scenario, chance, "7 %"));
        yield return new ScenarioKind("turned-off-by-hand", "Somebody turns a flag off in the portal.", (scenario, chance) => WithEdit(scenario, chance, "off"));
        yield return new ScenarioKind("held", "Somebody holds the release and resumes it later.", (scenario, chance) =>
        {
            var at = HalfWay(plan, chance);
            return scenario with
            {
                People =
                [
                    .. scenario.People,
                    new PersonActs(SignalKind.Hold, OnCall, at, Reason: "looking"),
                    new PersonActs(SignalKind.Resume, OnCall, at + chance.Between(TimeSpan.FromMinutes(10), TimeSpan.FromHours(12))),
                ],
            };
        });
        yield return new ScenarioKind("aborted", "Somebody aborts the release, and the ring that tells of it is lost.", (scenario, chance) => scenario with
        {
            Bells = BellFault.Lost,
            People = [.. scenario.People, new PersonActs(SignalKind.Abort, OnCall, HalfWay(plan, chance), Reason: "wrong plan")],
        });
    }

    private static IEnumerable<ScenarioKind> Hosts()
    {
        yield return new ScenarioKind("host-dies", "The host dies before or after an effect, three times, and is down for minutes.", (scenario, chance) => scenario with
        {
            Deaths = [.. Enumerable.Range(0, 3).Select(_ => new HostDeath(1 + chance.Below(200), chance.Is(0.5), chance.Between(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(20)))).DistinctBy(death => death.Effect)],
        });
        yield return new ScenarioKind("rings-unreliable", "Rings come twice, late and out of order.", (scenario, chance) => scenario with { Bells = chance.Is(0.5) ? BellFault.Twice : BellFault.Reordered });
    }

    private static Scenario WithDefect(Scenario scenario, Chance chance, string criterion)
    {
        var judged = scenario.Plan.Stages.Where(stage => stage.Criteria.Contains(criterion) || scenario.Plan.Guardrails.Contains(criterion)).ToList();
        var stage = judged.Count == 0 ? scenario.Plan.Stages[^1] : chance.OneOf(judged);
        return scenario with { Defects = [new Defect(criterion, stage.Name, (stage.Bake + stage.Watch) * chance.Between(0, 0.6), chance.Between(0.8, 2))] };
    }

    private static Scenario WithTelemetry(Scenario scenario, Chance chance, TelemetryFault fault)
    {
        var from = HalfWay(scenario.Plan, chance);
        return scenario with { Telemetry = [new TelemetrySpan(fault, from, from + chance.Between(TimeSpan.FromMinutes(30), TimeSpan.FromHours(12)))] };
    }

    private static Scenario WithEdit(Scenario scenario, Chance chance, string to)
    {
        var environment = chance.OneOf(scenario.Plan.Stages).Environment;
        return scenario with
        {
            Edits = [new PortalEdit(HalfWay(scenario.Plan, chance), environment, chance.OneOf(scenario.Plan.Flags).Key, to)],
            People = [.. scenario.People, new PersonActs(SignalKind.Rollback, OnCall, chance.Between(TimeSpan.FromMinutes(10), TimeSpan.FromHours(4)), TimelineKinds.Held)],
        };
    }

    private static FaultSpan AtAStage(ReleasePlan plan, Chance chance, StoreFault fault)
    {
        var index = chance.Below(plan.Stages.Count);
        var begins = plan.Stages.Take(index).Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Bake);
        // Approvals move the beginning by hours: the fault is there from a little before.
        return new FaultSpan(plan.Stages[index].Environment, fault, begins, begins + chance.Between(TimeSpan.FromMinutes(20), TimeSpan.FromHours(4)));
    }

    private static TimeSpan HalfWay(ReleasePlan plan, Chance chance) =>
        plan.Stages.Aggregate(TimeSpan.FromMinutes(1), (sum, stage) => sum + stage.Bake + stage.Watch) * chance.Between(0, 0.95);

    private static TimeSpan Longest(ReleasePlan plan) => plan.Stages.Max(stage => stage.Approval?.Within ?? TimeSpan.Zero);
}
