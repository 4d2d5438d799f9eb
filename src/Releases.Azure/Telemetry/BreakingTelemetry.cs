using Releases.Judgement;

namespace Releases.Azure.Telemetry;

/// <summary>A circuit breaker before one workspace.</summary>
public sealed class BreakingTelemetry(ITelemetry workspace, TimeProvider time) : ITelemetry
{
    private readonly Breaker _breaker = new("the workspace", time);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Measurement>> AskAsync(IReadOnlyList<TelemetryQuestion> questions, CancellationToken cancellationToken) =>
        _breaker.AskAsync(workspace.AskAsync, questions, cancellationToken);
}
