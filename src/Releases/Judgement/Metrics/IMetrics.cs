namespace Releases.Judgement.Metrics;

/// <summary>The metrics of one environment's resources. Never throws for what a provider can answer: errors are measurements.</summary>
public interface IMetrics
{
    /// <summary>Asks everything in as few requests as can be; the answers come in the order of the questions. Takes at most 30 s.</summary>
    Task<IReadOnlyList<Measurement>> AskAsync(IReadOnlyList<MetricQuestion> questions, CancellationToken cancellationToken);

    /// <summary>How many requests these questions take, if all goes well.</summary>
    int RequestsFor(IReadOnlyList<MetricQuestion> questions);
}
