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

    /// <summary>Tunes a client's repetitions: few, because the next tick asks again anyway. A wait that the service asks for is kept.</summary>
    public static void Tune(RetryOptions retry)
    {
        retry.Mode = RetryMode.Exponential;
        retry.Delay = TimeSpan.FromMilliseconds(500);
        retry.MaxDelay = TimeSpan.FromSeconds(4);
        retry.MaxRetries = 3;
    }
}
