using System.Text.Json.Serialization;
using Releases.Exposures;
using Releases.Judgement;
using Releases.Plans;
using Releases.Records;

namespace Releases.Lifecycle;

/// <summary>
/// Something to be done outside. It is performed at least once and is idempotent; it carries all that it needs but the pinned plan
/// and the capture, which it names.
/// </summary>
[JsonDerivedType(typeof(TakeLeases), "take-leases")]
[JsonDerivedType(typeof(FreeLeases), "free-leases")]
[JsonDerivedType(typeof(Capture), "capture")]
[JsonDerivedType(typeof(Expose), "expose")]
[JsonDerivedType(typeof(Measure), "measure")]
[JsonDerivedType(typeof(Look), "look")]
[JsonDerivedType(typeof(Adopt), "adopt")]
[JsonDerivedType(typeof(RunCheck), "run-check")]
[JsonDerivedType(typeof(Restore), "restore")]
[JsonDerivedType(typeof(ReadInbox), "read-inbox")]
[JsonDerivedType(typeof(Publish), "publish")]
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>
    /// Whether a driver need not remember it before it begins: it is done again from the state before it, and comes to the same. Signals stay in
    /// the inbox until their answers are published, a window stays closed, and a capture that nothing was written after is made anew. So are
    /// leases, which are the release's own if it has taken them before.
    /// </summary>
    [JsonIgnore]
    public bool CanBeForgotten => this is TakeLeases or Capture or Measure or Look or Adopt or ReadInbox;

    /// <summary>What the machine is told when the effect could not be performed at all.</summary>
    public abstract ReleaseEvent Failed(string reason);

    /// <summary>
    /// Take the leases of all flags and of the plan's pipelines, or none of them. With <see cref="OnBusy.Supersede"/>, whoever stands in the way
    /// is sent a signal to roll back.
    /// </summary>
    /// <param name="Since">When the release was started: its place in the queue.</param>
    public sealed record TakeLeases(string ReleaseId, string PlanHash, IReadOnlyList<CaptureTarget> Targets, OnBusy OnBusy, string StartedBy, DateTimeOffset Since) : Effect
    {
        public override ReleaseEvent Failed(string reason) => new ReleaseEvent.LeasesUnclear(reason);
    }

    /// <summary>Free all that the release holds, and its place in the queue.</summary>
    public sealed record FreeLeases(string ReleaseId) : Effect
    {
        public override ReleaseEvent Failed(string reason) => new ReleaseEvent.LeasesUnclear(reason);
    }

    /// <summary>Read all flags as they are and keep them, with the break-glass script.</summary>
    public sealed record Capture(string ReleaseId, string PlanHash, IReadOnlyList<CaptureTarget> Targets) : Effect
    {
        public override ReleaseEvent Failed(string reason) => new ReleaseEvent.CaptureFailed(reason);
    }

    /// <summary>Write a stage's exposures to the flags of one order group in one environment, all at once, each on its condition.</summary>
    /// <param name="NotAfter">
    /// What was read before the decision is too old then: an effect that was held up for so long writes nothing, and is decided again.
    /// </param>
    public sealed record Expose(string Environment, string CaptureDocument, string? SyncToken, IReadOnlyList<ExposeTarget> Targets, DateTimeOffset? NotAfter = null) : Effect
    {
        public override ReleaseEvent Failed(string reason) =>
            new ReleaseEvent.Exposed([.. Targets.Select(target => new FlagWriteResult.Unknown(target.Key, reason))], null);
    }

    /// <summary>Ask telemetry. Interruptible: a doorbell may end the wait for it.</summary>
    /// <param name="ExposedSince">When every client must have seen the exposure in force.</param>
    /// <param name="Exposed">The share of the units that is exposed, 0 to 1; null where the exposure does not tell.</param>
    public sealed record Measure(
        string ReleaseId,
        string PlanHash,
        string Environment,
        string Stage,
        IReadOnlyList<MeasureTarget> Targets,
        DateTimeOffset? ExposedSince = null,
        double? Exposed = null) : Effect
    {
        public override ReleaseEvent Failed(string reason) =>
            new ReleaseEvent.Measured([.. Targets.Select(target => new Measured(target, new Measurement.Error("Unavailable", reason)))]);
    }

    /// <summary>Read some flags in one request, and say which of them somebody else has changed. Nothing is written.</summary>
    /// <param name="BaseDocument">What their exposures were made from.</param>
    public sealed record Look(string Environment, string BaseDocument, string? SyncToken, IReadOnlyList<LookTarget> Targets) : Effect
    {
        public override ReleaseEvent Failed(string reason) => new ReleaseEvent.Looked([], null);
    }

    /// <summary>Begin a check, or ask about the run that is under way.</summary>
    /// <param name="Run">The id of the run: asking for the same one again begins no second.</param>
    /// <param name="Handle">What the answer to the last asking gave, if it is under way.</param>
    public sealed record RunCheck(string ReleaseId, string PlanHash, string Check, string Run, string Stage, string Environment, string? Handle) : Effect
    {
        public override ReleaseEvent Failed(string reason) => new ReleaseEvent.CheckAnswered(Check, new CheckAnswer.Unclear(reason));
    }

    /// <summary>Read flags, and if they still are what was shown, keep them as what exposures are made from. Nothing is written to a flag.</summary>
    /// <param name="CaptureDocument">What a rollback restores.</param>
    /// <param name="BaseDocument">What exposures were made from until now.</param>
    /// <param name="Keep">Whether a rollback is to restore them as well.</param>
    public sealed record Adopt(string ReleaseId, string CaptureDocument, string BaseDocument, bool Keep, IReadOnlyList<AdoptTarget> Targets, IReadOnlyDictionary<string, string> SyncTokens) : Effect
    {
        public override ReleaseEvent Failed(string reason) => new ReleaseEvent.AdoptionFailed(reason);
    }

    /// <summary>
    /// Put flags back, target after target in the given order. A target is begun when the one before it has its answers, whatever they are:
    /// what cannot be put back keeps nothing else from it.
    /// </summary>
    public sealed record Restore(string ReleaseId, string CaptureDocument, int Attempt, IReadOnlyList<RestoreTarget> Targets) : Effect
    {
        public override ReleaseEvent Failed(string reason) => new ReleaseEvent.Restored(
            [.. Targets.Select(target => new Restored(target.Environment, [.. target.Keys.Select(key => new FlagRestoreResult.Unknown(key, reason))], null))]);
    }

    /// <summary>Read the signals that were not yet taken and, where exposure is about to grow, what stands against that.</summary>
    /// <param name="GrowsIn">The environment whose exposure is about to grow, if any.</param>
    public sealed record ReadInbox(string ReleaseId, string? GrowsIn = null) : Effect
    {
        public override ReleaseEvent Failed(string reason) => new ReleaseEvent.InboxUnreadable(reason);
    }

    /// <summary>Show people where the release is: status, new timeline entries and answers to signals, in one transaction.</summary>
    public sealed record Publish(ReleaseStatus Status, IReadOnlyList<TimelineEntry> Entries, IReadOnlyList<SignalAnswer> Answers) : Effect
    {
        public override ReleaseEvent Failed(string reason) => new ReleaseEvent.PublishFailed(reason);
    }
}
