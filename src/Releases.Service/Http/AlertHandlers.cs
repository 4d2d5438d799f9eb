using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Releases.Judgement.Alerts;
using Releases.Records;
using Releases.Service.Performing;

namespace Releases.Service.Http;

/// <summary>
/// Alerts of Azure Monitor. They are kept before they are acknowledged, and every running release whose plan watches one is told by a signal, whose id
/// follows from the alert's: reported twice, it is told once.
/// </summary>
public sealed class AlertHandlers(IAlerts alerts, IReleaseRecords records, PinnedPlans plans, IReleaseEngine engine)
{
    private const string By = "Azure Monitor";

    public async Task<IResult> ReportAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await Bodies.TextAsync(request, cancellationToken) is not { } text)
        {
            return Problems.TooLarge(Bodies.Limit);
        }

        var (body, problem) = Bodies.Json<CommonAlert>(text);
        if (body?.Read() is not ({ } alert, var ended, null))
        {
            return Problems.BadRequest(problem ?? body!.Read().Error!);
        }

        if (ended)
        {
            await alerts.EndAsync(alert, cancellationToken);
            return ReleaseHandlers.Json(new AlertResponse(alert.Id, false, []));
        }

        // What was reported before is told again: the earlier call may have broken off in between.
        var firing = await alerts.KeepAsync(alert, cancellationToken);
        var told = firing ? await TellAsync(alert, cancellationToken) : [];
        return ReleaseHandlers.Json(new AlertResponse(alert.Id, firing, told));
    }

    private async Task<IReadOnlyList<string>> TellAsync(Alert alert, CancellationToken cancellationToken)
    {
        var told = new List<string>();
        foreach (var release in await records.OpenAsync(cancellationToken))
        {
            if (await records.FindAsync(release, cancellationToken) is not { Phase: not ReleasePhase.Ended } status)
            {
                continue;
            }

            var plan = await plans.ReadAsync(status.PlanHash, cancellationToken);
            var watching = plan.Criteria.OfType<AlertCriterion>().Where(criterion => criterion.Watches(alert)).ToList();
            foreach (var criterion in watching)
            {
                await records.StoreAsync(release, new Signal(IdOf(alert, criterion), SignalKind.Alert, By, alert.FiredAt, alert.ToString(), null) { Criterion = criterion.Name }, cancellationToken);
            }

            if (watching.Count > 0)
            {
                await engine.RingAsync(release, cancellationToken);
                told.Add(release);
            }
        }

        return told;
    }

    private static string IdOf(Alert alert, AlertCriterion criterion) => $"alert-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{alert.Id}\n{criterion.Name}")))[..32]}";
}
