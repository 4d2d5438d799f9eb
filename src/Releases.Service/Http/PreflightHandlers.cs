using Microsoft.AspNetCore.Http;
using Releases.Durations;
using Releases.Preflights;
using Releases.Service.Planning;
using Releases.Service.Starting;

namespace Releases.Service.Http;

/// <summary>Trying a plan's criteria on the telemetry of the recent past.</summary>
public sealed class PreflightHandlers(Starter starter, Preflighter preflighter)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public async Task<IResult> RunAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var asked = request.Query["past"].ToString();
        if ((asked.Length == 0 ? PreflightQuestions.UsualPast : DurationText.Parse(asked)) is not { } past || past <= TimeSpan.Zero || past > Longest)
        {
            return Problems.BadRequest($"past is '{asked}'; it must be {DurationText.Shape}, and 30 days at most.");
        }

        return await PlanBodies.AnswerAsync(
            request, starter.Check, async valid => ReleaseHandlers.Json(await preflighter.RunAsync(valid, past, cancellationToken)), cancellationToken);
    }
}
