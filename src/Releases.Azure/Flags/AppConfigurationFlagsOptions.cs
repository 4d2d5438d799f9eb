using Azure.Core;

namespace Releases.Azure.Flags;

/// <summary>How an environment's flags are read and written.</summary>
public sealed record AppConfigurationFlagsOptions
{
    /// <summary>The label under which the environment's flags are kept; <see langword="null"/> for none.</summary>
    public string? Label { get; init; }

    /// <summary>Requests under way at once. 32 put 50 flags back in two rounds, and stay far from what one store takes.</summary>
    public int Parallelism { get; init; } = 32;

    /// <summary>
    /// How long one request may take with all its repetitions. After it the outcome is unknown, and the release decides what to do:
    /// waiting longer here would only keep it from deciding.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a restore is decided anew because somebody changed the flag between its read and its write.</summary>
    public int RestoreRounds { get; init; } = 5;

    /// <summary>
    /// Tunes a client's own repetitions to <see cref="Deadline"/>. A throttled request waits as long as the store asks for
    /// (<c>retry-after-ms</c>), and the deadline cuts it off; the client's default of three repetitions would give up in the first burst.
    /// </summary>
    public static void Tune(RetryOptions retry)
    {
        retry.Mode = RetryMode.Exponential;
        retry.Delay = TimeSpan.FromMilliseconds(400);
        retry.MaxDelay = TimeSpan.FromSeconds(5);
        retry.MaxRetries = 8;

        // Of one try. A store answers in tens of milliseconds; a try that hangs must leave time for others before the deadline.
        retry.NetworkTimeout = TimeSpan.FromSeconds(8);
    }
}
