using Releases.Governance;
using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Rehearsals.Laws;

/// <summary>
/// All that a release has been told so far, and what it has shown of itself. A release that is taken up again knows what its document knows:
/// so this goes back with it.
/// </summary>
internal sealed record Told
{
    internal Doing Doing { get; init; } = Doing.Leasing;

    /// <summary>It holds its flags.</summary>
    internal bool Leased { get; init; }

    /// <summary>Since when it waits for others.</summary>
    internal DateTimeOffset? QueuedSince { get; init; }

    /// <summary>Attempts to take leases without a clear answer.</summary>
    internal int UnclearLeases { get; init; }

    /// <summary>Name of the capture that was told.</summary>
    internal string? Capture { get; init; }

    /// <summary>Name of the document that exposures are made from.</summary>
    internal string? Base { get; init; }

    /// <summary>Stages that only go back.</summary>
    internal IReadOnlyList<string> Protective { get; init; } = [];

    internal bool Refused { get; init; }

    internal int FailedCaptures { get; init; }

    internal IReadOnlyDictionary<(string Environment, string Key), FlagTold> Flags { get; init; } = new Dictionary<(string Environment, string Key), FlagTold>();

    internal IReadOnlyDictionary<string, string> Tokens { get; init; } = new Dictionary<string, string>();

    /// <summary>The stage in force.</summary>
    internal StageLedger? Ledger { get; init; }

    /// <summary>Since when this release exposes anybody in the environment of the stage in force.</summary>
    internal DateTimeOffset? ExposedAt { get; init; }

    /// <summary>When the inbox was last read, and what stood against growth; nothing since the last write.</summary>
    internal (DateTimeOffset At, Standing? Standing)? Read { get; init; }

    /// <summary>When it was last read before the write that is under way.</summary>
    internal (DateTimeOffset At, Standing? Standing)? ReadBefore { get; init; }

    internal IReadOnlyList<Signal> Inbox { get; init; } = [];

    internal bool Aborted { get; init; }

    /// <summary>Why the release has failed: what follows is for the plan to say.</summary>
    internal string? Failure { get; init; }

    /// <summary>A person has accepted the flags as they stand.</summary>
    internal bool Accepted { get; init; }

    /// <summary>A person wants somebody else's change taken over; whether going back is to restore it too.</summary>
    internal bool? Adopting { get; init; }

    /// <summary>Somebody's edit or lock was met, or a halt or freeze was read, and the release has not shown yet that it knows.</summary>
    internal HoldKind? Obstructed { get; init; }

    internal HoldTold? Hold { get; init; }

    /// <summary>What held the release before a person did.</summary>
    internal HoldTold? Over { get; init; }

    /// <summary>When a person's hold was last ended, and how long people had held the release by then.</summary>
    internal (DateTimeOffset At, TimeSpan ByPeople)? Resumed { get; init; }

    /// <summary>Until when the gates of the next stage are waited for.</summary>
    internal DateTimeOffset? Entry { get; init; }

    /// <summary>The checks of the next stage that were begun: the run, since when, and when it has passed.</summary>
    internal IReadOnlyDictionary<string, (string Run, DateTimeOffset Since, DateTimeOffset? Passed)> Checks { get; init; } = NoChecks;

    /// <summary>Since when writes have had no clear answer, each one until now.</summary>
    internal DateTimeOffset? WritesUnclearSince { get; init; }

    /// <summary>The first write of the stage without one.</summary>
    internal DateTimeOffset? FirstUnclear { get; init; }

    internal DateTimeOffset? InboxUnreadableSince { get; init; }

    internal DateTimeOffset? PublishingFailsSince { get; init; }

    /// <summary>The approval that is asked for, since when, and how long a person's hold has stopped its clock.</summary>
    internal (string Stage, DateTimeOffset Since, TimeSpan Stopped)? Asked { get; init; }

    /// <summary>The approval that was given.</summary>
    internal (string Stage, DateTimeOffset Until)? Approved { get; init; }

    internal int RestoreAttempts { get; init; }

    internal bool RestoreBlocked { get; init; }

    /// <summary>Answers to signals that were looked at.</summary>
    internal IReadOnlySet<string> Answered { get; init; } = new HashSet<string>();

    /// <summary>Number of the last timeline entry that was looked at.</summary>
    internal long Sequence { get; init; }

    /// <summary>Verdicts that must still come into the timeline.</summary>
    internal IReadOnlyList<VerdictDue> VerdictsDue { get; init; } = [];

    /// <summary>What is waited for, in short.</summary>
    internal int Waits { get; init; }

    internal static IReadOnlyDictionary<string, (string Run, DateTimeOffset Since, DateTimeOffset? Passed)> NoChecks { get; } = new Dictionary<string, (string Run, DateTimeOffset Since, DateTimeOffset? Passed)>();

    internal bool HasWritten => Flags.Values.Any(flag => flag.Written || flag.UnderWay);

    internal bool Drifts => Flags.Values.Any(flag => flag.Drift is not null);

    internal int StageIndex => Ledger?.Index ?? -1;

    internal Told With((string Environment, string Key) at, FlagTold flag) =>
        this with { Flags = new Dictionary<(string Environment, string Key), FlagTold>(Flags) { [at] = flag } };

    internal Told With(Func<FlagTold, FlagTold> change) => this with { Flags = Flags.ToDictionary(flag => flag.Key, flag => change(flag.Value)) };
}
