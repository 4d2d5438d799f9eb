using Polly;
using Polly.CircuitBreaker;
using Releases.Judgement;

namespace Releases.Azure.Telemetry;

/// <summary>
/// A circuit breaker before one provider: while it does not answer, it is left alone for a moment, and every question has that for an answer.
/// A question that is wrong in itself is no fault of the provider.
/// </summary>
/// <param name="what">The provider, as the answer calls it.</param>
internal sealed class Breaker(string what, TimeProvider time)
{
    private readonly ResiliencePipeline<IReadOnlyList<Measurement>> _pipeline = new ResiliencePipelineBuilder<IReadOnlyList<Measurement>> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<IReadOnlyList<Measurement>>
        {
            FailureRatio = LogAnalyticsOptions.BreakingShare,
            MinimumThroughput = LogAnalyticsOptions.BreakingRequests,
            SamplingDuration = LogAnalyticsOptions.BreakingWithin,
            BreakDuration = LogAnalyticsOptions.BreakFor,
            ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result is { Count: > 0 } answers && answers.All(IsUnanswered)),
        })
        .Build();

    /// <summary>The answers, one for each question, or for each of them that the provider is left alone.</summary>
    /// <param name="ask">Never throws for what a provider can answer.</param>
    public async Task<IReadOnlyList<Measurement>> AskAsync<TQuestion>(
        Func<IReadOnlyList<TQuestion>, CancellationToken, Task<IReadOnlyList<Measurement>>> ask, IReadOnlyList<TQuestion> questions, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        var outcome = await _pipeline.ExecuteOutcomeAsync(
            static async (context, asked) => Outcome.FromResult(await asked.Ask(asked.Questions, context.CancellationToken)),
            context,
            (Ask: ask, Questions: questions));
        ResilienceContextPool.Shared.Return(context);
        if (outcome.Exception is BrokenCircuitException)
        {
            var open = new Measurement.Error("CircuitOpen", FormattableString.Invariant($"{what} has not answered {LogAnalyticsOptions.BreakingRequests} requests or more; it is asked again within {LogAnalyticsOptions.BreakFor.TotalSeconds:0} s"));
            return [.. questions.Select(_ => open)];
        }

        outcome.ThrowIfException();
        return outcome.Result!;
    }

    private static bool IsUnanswered(Measurement answer) => answer is Measurement.Error failure && Answering.IsOfTheProvider(failure);
}
