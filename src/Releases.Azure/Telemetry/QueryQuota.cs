using System.Threading.RateLimiting;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Releases.Azure.Telemetry;

/// <summary>
/// Keeps the requests of one identity under what a service takes from it, whichever workspace or resource they are about. It stands after the client's own
/// repetitions, so that these count as well. What has to wait does so in its order, within the deadline of its round.
/// </summary>
/// <param name="requestsOfASpan">Requests that are sent in <see cref="LogAnalyticsOptions.Span"/>; by default those of Log Analytics.</param>
public sealed class QueryQuota(int requestsOfASpan = LogAnalyticsOptions.RequestsOfASpan) : HttpPipelinePolicy, IDisposable
{
    private readonly ConcurrencyLimiter _atOnce = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = LogAnalyticsOptions.RequestsAtOnce,
        QueueLimit = LogAnalyticsOptions.RequestsWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    // A segment's permits come back as a whole, so a request of its end is forgotten a segment too early: hence one more than the span has.
    private readonly SlidingWindowRateLimiter _inSpan = new(new SlidingWindowRateLimiterOptions
    {
        PermitLimit = requestsOfASpan,
        Window = LogAnalyticsOptions.Span + TimeSpan.FromSeconds(1),
        SegmentsPerWindow = (int)LogAnalyticsOptions.Span.TotalSeconds + 1,
        QueueLimit = LogAnalyticsOptions.RequestsWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        using var one = Granted(await _atOnce.AcquireAsync(1, message.CancellationToken));
        using var another = Granted(await _inSpan.AcquireAsync(1, message.CancellationToken));
        await ProcessNextAsync(message, pipeline);
    }

    /// <summary>Nothing here asks telemetry and blocks a thread for it.</summary>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("Telemetry is asked asynchronously.");

    public void Dispose()
    {
        _atOnce.Dispose();
        _inSpan.Dispose();
    }

    private static RateLimitLease Granted(RateLimitLease lease)
    {
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        throw new RequestFailedException(429, FormattableString.Invariant($"{LogAnalyticsOptions.RequestsWaiting} requests of this service wait for their turn already"));
    }
}
