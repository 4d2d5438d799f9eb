using System.Text.Json.Serialization;
using Releases.Records;

namespace Releases.Lifecycle;

/// <summary>
/// All that a driver must remember of a running release, and nothing else: captures and plans are documents, referenced by name.
/// At most 16 kB as JSON (<see cref="StateDocument"/>).
/// </summary>
public sealed record ReleaseState
{
    public required string Id { get; init; }
    public required string PlanName { get; init; }
    public required string PlanHash { get; init; }
    public required string Owner { get; init; }
    public required string StartedBy { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    [JsonConverter(typeof(PackedCourse))]
    public required Course Course { get; init; }

    /// <summary>What it is at.</summary>
    public Doing Doing { get; init; } = Doing.Capturing;

    /// <summary>It holds leases, or may: they are freed at the end.</summary>
    public bool MayHoldLeases { get; init; }

    /// <summary>Whom it waits for before it can begin.</summary>
    public Queueing? Queueing { get; init; }

    /// <summary>Index of the stage whose exposure is in force; -1 before the first.</summary>
    public int Stage { get; init; } = -1;

    /// <summary>How the stage in force is getting on.</summary>
    public StageProgress? Progress { get; init; }

    /// <summary>Every setting that the plan moves: production's first, then those of the other environments, each in the plan's order.</summary>
    [JsonConverter(typeof(FlagsByEnvironment))]
    public IReadOnlyList<FlagProgress> Flags { get; init; } = [];

    /// <summary>Name of the document that holds the captured settings.</summary>
    public string? Capture { get; init; }

    /// <summary>Names of the stages that only move flags towards what was captured: they need no leave (<see cref="Moving"/>).</summary>
    public IReadOnlyList<string> Protective { get; init; } = [];

    /// <summary>Name of the document that exposures are made from, where it is not the captured one: somebody's change was adopted.</summary>
    public string? Base { get; init; }

    /// <summary>What somebody else has made of flags is being taken over.</summary>
    public Adoption? Adoption { get; init; }

    /// <summary>What the next reader of each environment's store must send to see what we wrote.</summary>
    public IReadOnlyDictionary<string, string> SyncTokens { get; init; } = new Dictionary<string, string>();

    /// <summary>Why exposure does not grow, if so.</summary>
    public Hold? Hold { get; init; }

    /// <summary>When a person's hold was last ended, and how long people had held the release by then: who holds it at that same moment goes on with that hold.</summary>
    public Resumption? Resumed { get; init; }

    /// <summary>An effect without a clear answer, to be repeated.</summary>
    public Retry? Retry { get; init; }

    public Rollback? Rollback { get; init; }

    /// <summary>The failure that it stays at, if the plan does not roll back.</summary>
    public FreezeOnFailure? Freeze { get; init; }

    /// <summary>The next stage wants to begin: until when its gates are waited for.</summary>
    public EntryWait? Entry { get; init; }

    /// <summary>The maintenance window that the next stage waits for.</summary>
    public WindowWait? Window { get; init; }

    /// <summary>The checks of the next stage that were begun.</summary>
    public IReadOnlyList<CheckProgress> Checks { get; init; } = [];

    /// <summary>The approval that the next stage waits for, or has.</summary>
    public ApprovalProgress? Approval { get; init; }

    /// <summary>The inbox is to be read: somebody has rung, exposure is about to grow, or the release is over.</summary>
    public bool InboxDue { get; init; }

    /// <summary>When the inbox and what stands against growth were read, if that was the very last thing that happened: exposure grows on nothing older.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>When an inbox that could not be read is to be read again.</summary>
    public Retry? InboxRetry { get; init; }

    /// <summary>What was decided on signals, not yet published.</summary>
    public IReadOnlyList<SignalAnswer> Answers { get; init; } = [];

    /// <summary>Number of the last timeline entry.</summary>
    public long Sequence { get; init; }

    /// <summary>Entries not yet published.</summary>
    public IReadOnlyList<TimelineEntry> Unpublished { get; init; } = [];

    /// <summary>Entries that were not kept, as publishing has failed for long.</summary>
    public int LeftOut { get; init; }

    /// <summary>When a failed publishing is to be repeated.</summary>
    public Retry? PublishRetry { get; init; }

    public ReleaseOutcome? Outcome { get; init; }

    /// <summary>Why it ended as it did.</summary>
    public string? Reason { get; init; }
}
