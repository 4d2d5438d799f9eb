namespace Releases.Judgement;

/// <summary>One environment's telemetry. Never throws for what a provider can answer: errors are measurements.</summary>
public interface ITelemetry
{
    /// <summary>Asks everything in one request; the answers come in the order of the questions. Takes at most 30 s.</summary>
    Task<IReadOnlyList<Measurement>> AskAsync(IReadOnlyList<TelemetryQuestion> questions, CancellationToken cancellationToken);
}
