using Azure.Core;

namespace Releases.Azure.Telemetry;

/// <summary>How questions are put to Log Analytics.</summary>
public static class LogAnalyticsOptions
{
    /// <summary>What the service may take for a query. Less than <see cref="Deadline"/>, so that its own answer about a slow query arrives.</summary>
    public static readonly TimeSpan ServerTimeout = TimeSpan.FromSeconds(25);

    /// <summary>What a whole round of questions may take, repetitions included: nothing that protects waits longer for a measurement.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>What the service takes in one batch.</summary>
    public const int QuestionsOfABatch = 100;

    /// <summary>The time over which the service counts an identity's requests; it takes 200 in it.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromSeconds(30);

    /// <summary>Requests that are sent in <see cref="Span"/>: some less than are taken, for people who look at the same telemetry.</summary>
    public const int RequestsOfASpan = 190;

    /// <summary>Requests that are under way at a time: what the service takes of an identity.</summary>
    public const int RequestsAtOnce = 5;

    /// <summary>Requests that may wait for their turn; one more is refused at once.</summary>
    public const int RequestsWaiting = 200;

    /// <summary>How long questions of several releases are gathered for one request.</summary>
    public static readonly TimeSpan GatherFor = TimeSpan.FromMilliseconds(100);

    /// <summary>For so long after another release has asked, questions are gathered: as long as most windows.</summary>
    public static readonly TimeSpan GatherAfter = TimeSpan.FromHours(1);

    /// <summary>The share of requests without an answer from which on a workspace is left alone.</summary>
    public const double BreakingShare = 0.8;

    /// <summary>Requests of which that share is taken, at least.</summary>
    public const int BreakingRequests = 5;

    /// <summary>The time over which they are counted.</summary>
    public static readonly TimeSpan BreakingWithin = TimeSpan.FromMinutes(2);

    /// <summary>How long the workspace is left alone; then one request tries.</summary>
    public static readonly TimeSpan BreakFor = TimeSpan.FromSeconds(15);

    /// <summary>Tunes a client's repetitions: few, because the next tick asks again anyway. A wait that the service asks for is kept.</summary>
    public static void Tune(RetryOptions retry)
    {
        retry.Mode = RetryMode.Exponential;
        retry.Delay = TimeSpan.FromMilliseconds(500);
        retry.MaxDelay = TimeSpan.FromSeconds(4);
        retry.MaxRetries = 3;
    }
}
