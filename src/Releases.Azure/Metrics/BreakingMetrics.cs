using Releases.Azure.Telemetry;
using Releases.Judgement;
using Releases.Judgement.Metrics;

namespace Releases.Azure.Metrics;

/// <summary>A circuit breaker before the metrics of one environment.</summary>
public sealed class BreakingMetrics(IMetrics metrics, TimeProvider time) : IMetrics
{
    private readonly Breaker _breaker = new("Azure Monitor", time);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Measurement>> AskAsync(IReadOnlyList<MetricQuestion> questions, CancellationToken cancellationToken) =>
        _breaker.AskAsync(metrics.AskAsync, questions, cancellationToken);

    /// <inheritdoc/>
    public int RequestsFor(IReadOnlyList<MetricQuestion> questions) => metrics.RequestsFor(questions);
}
