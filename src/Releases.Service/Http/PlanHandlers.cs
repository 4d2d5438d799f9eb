using Microsoft.AspNetCore.Http;
using Releases.Explanations;
using Releases.Plans;
using Releases.Service.Planning;
using Releases.Service.Starting;

namespace Releases.Service.Http;

/// <summary>Looking at plans without starting anything.</summary>
public sealed class PlanHandlers(Starter starter, PlanBudgets budgets, TimeProvider time)
{
    public async Task<IResult> CheckAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await Bodies.TextAsync(request, cancellationToken) is not { } text)
        {
            return Problems.TooLarge(Bodies.Limit);
        }

        return starter.Check(text) switch
        {
            PlanReading.Valid valid => ReleaseHandlers.Json(new PlanCheckResponse(true, valid.Hash, [], valid.Warnings) { Used = valid.Used }),
            PlanReading.Invalid invalid => ReleaseHandlers.Json(new PlanCheckResponse(false, null, invalid.Errors, [])),
            var other => throw new InvalidOperationException($"Unknown reading '{other.GetType().Name}'."),
        };
    }

    public Task<IResult> BudgetAsync(HttpRequest request, CancellationToken cancellationToken) => PlanBodies.AnswerAsync(
        request, starter.Read, valid => Task.FromResult(ReleaseHandlers.Json(budgets.Of(valid.Plan, starter.First(valid)))), cancellationToken);

    public Task<IResult> ExplainAsync(HttpRequest request, CancellationToken cancellationToken) => PlanBodies.AnswerAsync(
        request, starter.Read, valid => Task.FromResult(ReleaseHandlers.Json(ExplanationOf.Plan(valid, starter.First(valid).Course, time.GetUtcNow()))), cancellationToken);

    public static Task<IResult> SchemaAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(Results.Text(PlanSchema.Json, "application/schema+json"));
}
