namespace Releases.Lifecycle;

/// <summary>How patient the machine is.</summary>
public static class LifecycleDefaults
{
    /// <summary>First pause before an effect without a clear answer is repeated; it doubles each time.</summary>
    public static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause between two attempts to write an exposure.</summary>
    public static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    /// <summary>Longest pause between two attempts to put flags back.</summary>
    public static readonly TimeSpan LongestRestoreRetry = TimeSpan.FromMinutes(5);

    /// <summary>Longest pause before a window that could not be measured is asked for again.</summary>
    public static readonly TimeSpan LongestMeasureRetry = TimeSpan.FromSeconds(30);

    /// <summary>Longest pause before an inbox that could not be read is read again.</summary>
    public static readonly TimeSpan LongestInboxRetry = TimeSpan.FromSeconds(30);

    /// <summary>How long after a call people are called again to decide on a frozen release.</summary>
    public static readonly TimeSpan CallAgainAfter = TimeSpan.FromHours(24);

    /// <summary>Longest pause before a halt or a freeze is looked at again, if nobody rings.</summary>
    public static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(15);

    /// <summary>A write that is begun later than this after halts, freezes and signals were read is not made: what was read is too old.</summary>
    public static readonly TimeSpan WriteWithin = TimeSpan.FromMinutes(1);

    /// <summary>Attempts to take leases without a clear answer before a release that waits for nobody is refused.</summary>
    public const int LeaseAttempts = 5;

    /// <summary>Pause before a check that is under way is asked about again.</summary>
    public static readonly TimeSpan CheckPause = TimeSpan.FromSeconds(15);

    /// <summary>Pause before it is looked at again what clients have of an exposure.</summary>
    public static readonly TimeSpan TakeUpPause = TimeSpan.FromMinutes(1);

    /// <summary>Attempts to capture before a release is refused.</summary>
    public const int CaptureAttempts = 5;

    /// <summary>Attempts without a clear answer before a rollback counts as failed and people are called. It goes on trying.</summary>
    public const int RestoreAttempts = 3;

    /// <summary>
    /// Entries that a state may carry unpublished; with so many, what repeats itself (verdicts, holds) is only counted, and exposure does not
    /// grow until they are published.
    /// </summary>
    public const int UnpublishedEntries = 10;

    /// <summary>Answers to signals that a state may carry unpublished; with so many, only aborts are taken until they are published.</summary>
    public const int UnpublishedAnswers = 12;

    /// <summary>Characters of a timeline entry's text.</summary>
    public const int EntryLength = 600;

    /// <summary>Characters of a person's name.</summary>
    public const int NameLength = 100;

    /// <summary>Characters that are kept of what a store, a provider or a person says.</summary>
    public const int ReasonLength = 200;

    /// <summary>Characters of a criterion's last finding that are kept to say why it is blind; the whole of it is in the timeline.</summary>
    public const int LastLength = 60;

    /// <summary>Flags that are named where each of them matters; of more, their number is told.</summary>
    public const int NamedFlags = 10;

    /// <summary>Pause before attempt <paramref name="attempt"/> (from 1) is followed by the next.</summary>
    public static TimeSpan Pause(int attempt, TimeSpan longest)
    {
        var doubled = FirstRetry * Math.Pow(2, Math.Min(attempt - 1, 20));
        return doubled < longest ? doubled : longest;
    }
}
