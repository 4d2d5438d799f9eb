using Microsoft.AspNetCore.Http;
using Releases.Plans;

namespace Releases.Service.Http;

/// <summary>Requests whose body is a plan.</summary>
internal static class PlanBodies
{
    /// <summary>Answers for a plan without mistakes; one with some, or too large, is refused with what is wrong.</summary>
    internal static async Task<IResult> AnswerAsync(
        HttpRequest request, Func<string, PlanReading> read, Func<PlanReading.Valid, Task<IResult>> answer, CancellationToken cancellationToken) =>
        await Bodies.TextAsync(request, cancellationToken) is not { } text
            ? Problems.TooLarge(Bodies.Limit)
            : read(text) switch
            {
                PlanReading.Valid valid => await answer(valid),
                PlanReading.Invalid invalid => Problems.InvalidPlan(invalid.Errors),
                var other => throw new InvalidOperationException($"Unknown reading '{other.GetType().Name}'."),
            };
}
