using System.Text.Json.Serialization;
using Releases.Exposures;
using Releases.Governance;
using Releases.Leases;
using Releases.Records;

namespace Releases.Lifecycle;

/// <summary>Something that the machine is told: the answer to an effect, a doorbell, or that time has passed.</summary>
[JsonDerivedType(typeof(LeasesTaken), "leases-taken")]
[JsonDerivedType(typeof(LeasesBusy), "leases-busy")]
[JsonDerivedType(typeof(LeasesRefused), "leases-refused")]
[JsonDerivedType(typeof(LeasesFreed), "leases-freed")]
[JsonDerivedType(typeof(LeasesUnclear), "leases-unclear")]
[JsonDerivedType(typeof(Captured), "captured")]
[JsonDerivedType(typeof(CaptureRefused), "capture-refused")]
[JsonDerivedType(typeof(CaptureFailed), "capture-failed")]
[JsonDerivedType(typeof(Exposed), "exposed")]
[JsonDerivedType(typeof(Measured), "measured")]
[JsonDerivedType(typeof(Looked), "looked")]
[JsonDerivedType(typeof(Adopted), "adopted")]
[JsonDerivedType(typeof(AdoptionMissed), "adoption-missed")]
[JsonDerivedType(typeof(AdoptionRefused), "adoption-refused")]
[JsonDerivedType(typeof(AdoptionFailed), "adoption-failed")]
[JsonDerivedType(typeof(Restored), "restored")]
[JsonDerivedType(typeof(InboxRead), "inbox-read")]
[JsonDerivedType(typeof(InboxUnreadable), "inbox-unreadable")]
[JsonDerivedType(typeof(Published), "published")]
[JsonDerivedType(typeof(PublishFailed), "publish-failed")]
[JsonDerivedType(typeof(DoorbellRang), "doorbell-rang")]
[JsonDerivedType(typeof(TimePassed), "time-passed")]
public abstract record ReleaseEvent
{
    private ReleaseEvent()
    {
    }

    /// <summary>The release holds its flags and pipelines.</summary>
    public sealed record LeasesTaken(int Flags, int Pipelines) : ReleaseEvent;

    /// <summary>Others stand in the way; nothing is held.</summary>
    public sealed record LeasesBusy(IReadOnlyList<LeaseConflict> Conflicts) : ReleaseEvent;

    /// <summary>They can never be taken.</summary>
    public sealed record LeasesRefused(string Reason) : ReleaseEvent;

    /// <summary>The release holds nothing any more.</summary>
    public sealed record LeasesFreed : ReleaseEvent;

    /// <summary>No clear answer to taking or freeing: it may have been done.</summary>
    public sealed record LeasesUnclear(string Reason) : ReleaseEvent;

    /// <summary>All flags were read and are kept.</summary>
    /// <param name="Document">Where they are kept.</param>
    /// <param name="Protective">Names of the stages that only move flags towards what was captured; <see langword="null"/> for none.</param>
    public sealed record Captured(
        string Document, IReadOnlyList<CapturedTarget> Flags, IReadOnlyDictionary<string, string> SyncTokens, IReadOnlyList<string>? Protective = null) : ReleaseEvent;

    /// <summary>The release cannot begin: a flag is missing, or cannot take what the plan wants.</summary>
    public sealed record CaptureRefused(IReadOnlyList<string> Reasons) : ReleaseEvent;

    /// <summary>No clear answer yet.</summary>
    public sealed record CaptureFailed(string Reason) : ReleaseEvent;

    public sealed record Exposed(IReadOnlyList<FlagWriteResult> Results, string? SyncToken) : ReleaseEvent;

    public sealed record Measured(IReadOnlyList<Lifecycle.Measured> Measurements) : ReleaseEvent;

    /// <summary>Flags were looked at, or could not be: then none has drifted as far as anybody knows.</summary>
    public sealed record Looked(IReadOnlyList<DriftedFlag> Drifted, string? SyncToken) : ReleaseEvent;

    /// <summary>What stood there is kept.</summary>
    /// <param name="CaptureDocument">What a rollback restores from now on.</param>
    /// <param name="BaseDocument">What exposures are made from from now on.</param>
    public sealed record Adopted(string CaptureDocument, string BaseDocument) : ReleaseEvent;

    /// <summary>It has been changed again since it was shown; nothing is taken over.</summary>
    public sealed record AdoptionMissed(IReadOnlyList<DriftedFlag> Drifted) : ReleaseEvent;

    /// <summary>What stands there cannot take the plan's exposures.</summary>
    public sealed record AdoptionRefused(IReadOnlyList<string> Reasons) : ReleaseEvent;

    /// <summary>No clear answer yet.</summary>
    public sealed record AdoptionFailed(string Reason) : ReleaseEvent;

    public sealed record Restored(IReadOnlyList<Lifecycle.Restored> Environments) : ReleaseEvent;

    /// <param name="Standing">What stands against growth; <see langword="null"/> where that was not asked.</param>
    public sealed record InboxRead(IReadOnlyList<Signal> Signals, Standing? Standing) : ReleaseEvent;

    public sealed record InboxUnreadable(string Reason) : ReleaseEvent;

    public sealed record Published : ReleaseEvent;

    public sealed record PublishFailed(string Reason) : ReleaseEvent;

    /// <summary>A signal may be in the inbox. May be told once too often; a lost one is told again.</summary>
    public sealed record DoorbellRang : ReleaseEvent;

    /// <summary>Nothing but the clock: deadlines are looked at.</summary>
    public sealed record TimePassed : ReleaseEvent;
}
