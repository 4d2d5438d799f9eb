using System.Text.Json.Serialization;
using Releases.Exposures;
using Releases.Records;

namespace Releases.Lifecycle;

/// <summary>Something that the machine is told: the answer to an effect, a doorbell, or that time has passed.</summary>
[JsonDerivedType(typeof(Captured), "captured")]
[JsonDerivedType(typeof(CaptureRefused), "capture-refused")]
[JsonDerivedType(typeof(CaptureFailed), "capture-failed")]
[JsonDerivedType(typeof(Exposed), "exposed")]
[JsonDerivedType(typeof(Measured), "measured")]
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

    public sealed record Restored(IReadOnlyList<Lifecycle.Restored> Environments) : ReleaseEvent;

    public sealed record InboxRead(IReadOnlyList<Signal> Signals) : ReleaseEvent;

    public sealed record InboxUnreadable(string Reason) : ReleaseEvent;

    public sealed record Published : ReleaseEvent;

    public sealed record PublishFailed(string Reason) : ReleaseEvent;

    /// <summary>A signal may be in the inbox. May be told once too often; a lost one is told again.</summary>
    public sealed record DoorbellRang : ReleaseEvent;

    /// <summary>Nothing but the clock: deadlines are looked at.</summary>
    public sealed record TimePassed : ReleaseEvent;
}
