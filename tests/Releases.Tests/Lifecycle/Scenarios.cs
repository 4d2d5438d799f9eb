using Releases.Exposures;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>Reference runs that are told again by every driver and broken off at every point. Telemetry answers by time, never by count.</summary>
internal static class Scenarios
{
    internal static readonly IReadOnlyDictionary<string, Func<VirtualRelease>> All = new Dictionary<string, Func<VirtualRelease>>
    {
        ["goes through"] = () => VirtualRelease.Of(TwoEnvironments()),
        ["goes through with people"] = () => VirtualRelease.Of(TwoEnvironments(approval: Managers))
            .At(70, SignalKind.Hold, reason: "looking").At(90, SignalKind.Resume).At(95, SignalKind.Resume)
            .On(TimelineKinds.ApprovalAsked, 10, SignalKind.Approve, stage: "full"),
        ["is not approved"] = () => VirtualRelease.Of(TwoEnvironments(approval: Managers)),
        ["is promoted"] = () => VirtualRelease.Of(TwoEnvironments()).At(40, SignalKind.Promote).At(70, SignalKind.Promote),
        ["fails"] = () => VirtualRelease.Of(TwoEnvironments(HalfHours with { FailAfter = 2 })).WithTelemetry(asked => asked.Stage == "canary" ? Bad : Good),
        ["fails at an early look"] = FailsEarly,
        ["is looked at early in vain"] = LooksInVain,
        ["fails in its watch"] = () => VirtualRelease.Of(TwoEnvironments()).WithTelemetry(asked => asked.Minute > 250 ? Bad : Good),
        ["is aborted"] = () => VirtualRelease.Of(TwoEnvironments()).At(80, SignalKind.Abort, reason: "wrong plan"),
        ["is blind for a while"] = () => VirtualRelease.Of(TwoEnvironments()).WithTelemetry(asked => asked.Minute is > 70 and < 400 ? Nothing : Good),
        ["is blind for good"] = () => VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { HoldLimit = TimeSpan.FromMinutes(20) }).WithTelemetry(asked => asked.Minute > 70 ? Error : Good),
        ["passes unjudged"] = () => VirtualRelease.Of(TwoEnvironments(HalfHours with { OnBlind = OnBlind.Pass })).WithTelemetry(asked => asked.Stage == "canary" ? Nothing : Good),
        ["meets an outage"] = () => VirtualRelease.Of(TwoEnvironments()).Fault("production", StoreFault.Outage, 60, 70).Fault("staging", StoreFault.LostResponse, 0, 0.5),
        ["meets late writes"] = () => VirtualRelease.Of(TwoEnvironments()).Fault("production", StoreFault.Late, 60, 65),
        ["fails in an outage"] = () => VirtualRelease.Of(TwoEnvironments()).WithTelemetry(asked => asked.Stage == "canary" ? Bad : Good).Fault("production", StoreFault.LostResponse, 95, 120),
        ["finds a drift"] = () => VirtualRelease.Of(TwoEnvironments()).Edit(30, "production", Flag, "7 %").At(100, SignalKind.Abort).Edit(300, "production", Flag, "off"),
        ["finds a lock"] = () => VirtualRelease.Of(TwoEnvironments()).Lock(30, "production", Flag).Lock(80, "production", Flag, locked: false).At(81, SignalKind.Resume),
        ["cannot be put back"] = () => VirtualRelease.Of(TwoEnvironments()).Edit(80, "production", Flag, "7 %").At(81, SignalKind.Abort).Edit(200, "production", Flag, "off"),
        ["cannot be shown"] = () => VirtualRelease.Of(TwoEnvironments(HalfHours with { Window = TimeSpan.FromMinutes(5) })).Fault(VirtualStores.Publishing, StoreFault.Outage, 20, 90),
        ["cannot be heard"] = () => VirtualRelease.Of(TwoEnvironments()).Fault(VirtualStores.Inbox, StoreFault.Outage, 25, 50).At(30, SignalKind.Hold).At(80, SignalKind.Resume),
        ["is halted"] = () => VirtualRelease.Of(TwoEnvironments()).Halted(30, 90),
        ["is halted for good"] = () => VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { HoldLimit = TimeSpan.FromHours(3) }).Halted(30, 900),
        ["meets a freeze"] = () => VirtualRelease.Of(TwoEnvironments(approval: Managers)).Frozen(100, 1_000).Frozen(1_000, 3_000).On(TimelineKinds.ApprovalAsked, 10, SignalKind.Approve, stage: "full"),
        ["finds it taken"] = () => VirtualRelease.Of(TwoEnvironments()).Busy(60),
        ["waits its turn"] = () => VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { OnBusy = OnBusy.Queue }).Busy(60),
        ["waits in vain"] = () => VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { OnBusy = OnBusy.Queue, HoldLimit = TimeSpan.FromHours(2) }).Busy(200),
        ["supersedes"] = () => VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { OnBusy = OnBusy.Supersede }).Busy(600),
        ["is superseded"] = () => VirtualRelease.Of(TwoEnvironments()).At(80, SignalKind.Supersede, by: "enrichment-v3-1f", reason: "started by grace"),
        ["takes and frees in an outage"] = () => VirtualRelease.Of(TwoEnvironments()).Fault(VirtualStores.Leases, StoreFault.Outage, 0, 0.1).Fault(VirtualStores.Leases, StoreFault.LostResponse, 200, 400),
        ["goes in order"] = () => VirtualRelease.Of(TwoEnvironments().InOrder()),
        ["fails in order"] = () => VirtualRelease.Of(TwoEnvironments().InOrder()).WithTelemetry(asked => asked.Stage == "canary" ? Bad : Good).Fault("production", StoreFault.LostResponse, 62, 64),
        ["is refused"] = () => VirtualRelease.Of(TwoEnvironments()).CaptureRefused("no such flag"),
        ["adopts a change"] = () => VirtualRelease.Of(TwoEnvironments()).Edit(30, "production", Flag, "7 %").Edit(1000, "production", Flag, "off").At(100, SignalKind.Adopt, reason: "as agreed"),
        ["keeps a change"] = () => VirtualRelease.Of(TwoEnvironments()).Watchful().Edit(80, "production", Flag, "7 %").Edit(1000, "production", Flag, "off").At(100, SignalKind.Adopt, keep: true).At(120, SignalKind.Abort),
        ["overwrites a change"] = () => VirtualRelease.Of(TwoEnvironments()).Edit(30, "production", Flag, "7 %").Edit(1000, "production", Flag, "off").At(100, SignalKind.Overwrite),
        ["overwrites what is in force"] = () => VirtualRelease.Of(TwoEnvironments()).Watchful().Edit(80, "production", Flag, "7 %").Edit(1000, "production", Flag, "off").At(100, SignalKind.Overwrite, reason: "a slip"),
        ["is changed while held"] = () => VirtualRelease.Of(TwoEnvironments()).Watchful().At(75, SignalKind.Hold).Edit(80, "production", Flag, "off").At(100, SignalKind.Resume).At(130, SignalKind.Rollback),
        ["falls silent"] = () => VirtualRelease.Of(TwoEnvironments(HalfHours with { MinimumHeartbeat = 20 })).WithTelemetry(asked => asked.Stage == "canary" ? Silent : new Measurement.Value(200_000, 1_204, 980)),
        ["is measured dry"] = () => VirtualRelease.Of(WithADryRun(TwoEnvironments())).WithTelemetry(asked => asked.Criterion == "new-latency" ? Bad : Good),
        ["waits for a window"] = () => VirtualRelease.Of(TwoEnvironments(approval: Managers)).Protecting("production", Afternoons).On(TimelineKinds.ApprovalAsked, 10, SignalKind.Approve, stage: "full"),
        ["is checked"] = () => VirtualRelease.Of(TwoEnvironments(approval: Managers))
            .WithCheck((check, minute) => (check.Stage, minute) switch { ("canary", < 65) => new CheckAnswer.Running("later"), ("full", < 190) => new CheckAnswer.Unclear("503"), _ => new CheckAnswer.Passed("200: 12 of 12 tests") })
            .On(TimelineKinds.ApprovalAsked, 40, SignalKind.Approve, stage: "full"),
        ["fails its check"] = () => VirtualRelease.Of(TwoEnvironments()).WithCheck((check, _) => check.Stage == "full" ? new CheckAnswer.Failed("409: 3 of 12 tests failed") : new CheckAnswer.Passed("200")),
        ["is rejected"] = () => VirtualRelease.Of(TwoEnvironments(approval: Managers)).On(TimelineKinds.ApprovalAsked, 10, SignalKind.Reject, stage: "full", reason: "not on a Friday"),
        ["is held as failed"] = () => VirtualRelease.Of(TwoEnvironments(HalfHours with { FailAfter = 2 })).With(plan => plan with { OnFailure = OnFailure.Hold })
            .WithTelemetry(asked => asked.Stage == "canary" ? Bad : Good).On(TimelineKinds.Held, 30, SignalKind.Rollback),
        ["is frozen"] = () => VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { OnFailure = OnFailure.Freeze })
            .WithTelemetry(asked => asked.Stage == "canary" ? Bad : Good).At(100 + 1500, SignalKind.Accept, reason: "the schema is new"),
        ["is frozen and rolled back"] = () => VirtualRelease.Of(TwoEnvironments()).With(plan => plan with { OnFailure = OnFailure.Freeze, HoldLimit = TimeSpan.FromHours(1) })
            .At(70, SignalKind.Hold).On(TimelineKinds.Frozen, 20, SignalKind.Rollback, reason: "copied by hand"),
        ["is tried again"] = () => VirtualRelease.Of(TwoEnvironments()).Fault("production", StoreFault.Outage, 60, 70).At(70.2, SignalKind.Retry, reason: "it is back"),
        ["is accepted"] = () => VirtualRelease.Of(TwoEnvironments()).Edit(80, "production", Flag, "7 %").At(81, SignalKind.Abort).At(200, SignalKind.Accept, reason: "ours to keep"),
        ["does not bake"] = () => VirtualRelease.Of(Plan([new("all", "production", new Exposure.On(), 0)], HalfHours, [Flag])),
    };

    internal static readonly TheoryData<string> Names = [.. All.Keys];

    /// <summary>Compared by the hour; from half of the first one on the exposed are worse.</summary>
    internal static VirtualRelease FailsEarly() => VirtualRelease.Of(Compared(new Counting { Window = TimeSpan.FromHours(1) }))
        .WithTelemetry(asked => asked.Window.Length < TimeSpan.FromMinutes(30) ? Cohorts(10, 1000) : Cohorts(100, 1000));

    /// <summary>Telemetry is down at the quarter, and there are too few units at the half.</summary>
    private static VirtualRelease LooksInVain() => VirtualRelease.Of(Compared(new Counting { Window = TimeSpan.FromHours(1) })).WithTelemetry(asked => asked.Window.Length.TotalMinutes switch
    {
        15 => Error,
        30 => Cohorts(1, 10),
        _ => Cohorts(10, 1000),
    });
}
