using Polly;
using Polly.CircuitBreaker;
using Releases.Judgement;

namespace Releases.Azure.Telemetry;

/// <summary>
/// A circuit breaker before one workspace: while it does not answer, it is left alone for a moment, and every question has that for an answer.
/// A query that is wrong in itself is no fault of the workspace.
/// </summary>
public sealed class BreakingTelemetry : ITelemetry
{
    private static readonly string[] Unanswered = ["Timeout", "Throttled", "Unreachable", "Unreadable", "Unauthenticated"];

    private readonly ITelemetry _workspace;
    private readonly ResiliencePipeline<IReadOnlyList<Measurement>> _pipeline;

    public BreakingTelemetry(ITelemetry workspace, TimeProvider time)
    {
        _workspace = workspace;
        _pipeline = new ResiliencePipelineBuilder<IReadOnlyList<Measurement>> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<IReadOnlyList<Measurement>>
            {
                FailureRatio = LogAnalyticsOptions.BreakingShare,
                MinimumThroughput = LogAnalyticsOptions.BreakingRequests,
                SamplingDuration = LogAnalyticsOptions.BreakingWithin,
                BreakDuration = LogAnalyticsOptions.BreakFor,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { Count: > 0 } answers && answers.All(IsUnanswered)),
            })
            .Build();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Measurement>> AskAsync(IReadOnlyList<TelemetryQuestion> questions, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        var outcome = await _pipeline.ExecuteOutcomeAsync(
            static async (context, asked) => Outcome.FromResult(await asked.Workspace.AskAsync(asked.Questions, context.CancellationToken)),
            context,
            (Workspace: _workspace, Questions: questions));
        ResilienceContextPool.Shared.Return(context);
        if (outcome.Exception is BrokenCircuitException)
        {
            var open = new Measurement.Error("CircuitOpen", FormattableString.Invariant($"the workspace has not answered {LogAnalyticsOptions.BreakingRequests} requests or more; it is asked again within {LogAnalyticsOptions.BreakFor.TotalSeconds:0} s"));
            return [.. questions.Select(_ => open)];
        }

        outcome.ThrowIfException();
        return outcome.Result!;
    }

    private static bool IsUnanswered(Measurement answer) => answer is Measurement.Error { Code: var code }
        && (Unanswered.Contains(code) || code.StartsWith("Http5", StringComparison.Ordinal));
}
