using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ReleaseFunctions.Durable;
using Releases.Service.Http;

namespace ReleaseFunctions.Http;

/// <summary>
/// The routes of <see cref="ReleaseRoutes"/> as functions: a trigger is known to the platform only if it is written down. A test compares
/// the two lists. Who may ask is not the platform's function keys' matter but the gatekeeper's, as in the embedded host: so the level is
/// anonymous.
/// </summary>
public sealed class ApiFunctions(ReleaseRoutes routes, RouteServing serving, DurableEngine engine)
{
    private readonly Dictionary<string, ReleaseRoute> _routes = routes.All.ToDictionary(route => route.Name);

    [Function("StartRelease")]
    public Task<IResult> StartRelease([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/releases")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ListReleases")]
    public Task<IResult> ListReleases([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/releases")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ShowRelease")]
    public Task<IResult> ShowRelease([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/releases/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ShowTimeline")]
    public Task<IResult> ShowTimeline([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/releases/{id}/timeline")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ShowPlan")]
    public Task<IResult> ShowPlan([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/releases/{id}/plan")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ShowBreakGlass")]
    public Task<IResult> ShowBreakGlass([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/releases/{id}/break-glass")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("SendSignal")]
    public Task<IResult> SendSignal([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/releases/{id}/signals")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ShowSignal")]
    public Task<IResult> ShowSignal([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/releases/{id}/signals/{signal}")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("PurgeRelease")]
    public Task<IResult> PurgeRelease([HttpTrigger(AuthorizationLevel.Anonymous, "DELETE", Route = "api/releases/{id}")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ShowHalt")]
    public Task<IResult> ShowHalt([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/halt")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("Halt")]
    public Task<IResult> Halt([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/halt")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("LiftHalt")]
    public Task<IResult> LiftHalt([HttpTrigger(AuthorizationLevel.Anonymous, "DELETE", Route = "api/halt")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ListFreezes")]
    public Task<IResult> ListFreezes([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/freezes")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("Freeze")]
    public Task<IResult> Freeze([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/freezes")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("Unfreeze")]
    public Task<IResult> Unfreeze([HttpTrigger(AuthorizationLevel.Anonymous, "DELETE", Route = "api/freezes/{freeze}")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ListLeases")]
    public Task<IResult> ListLeases([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/leases")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ShowAudit")]
    public Task<IResult> ShowAudit([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/audit")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ReportAlert")]
    public Task<IResult> ReportAlert([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/alerts")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ExplainPlan")]
    public Task<IResult> ExplainPlan([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/plans/explain")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("CheckPlan")]
    public Task<IResult> CheckPlan([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/plans/check")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("BudgetPlan")]
    public Task<IResult> BudgetPlan([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/plans/budget")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("PreflightPlan")]
    public Task<IResult> PreflightPlan([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/plans/preflight")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("BackTestPlan")]
    public Task<IResult> BackTestPlan([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/plans/backtest")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("RehearsePlan")]
    public Task<IResult> RehearsePlan([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/plans/rehearse")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ShowLedger")]
    public Task<IResult> ShowLedger([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/releases/{id}/ledger")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ShowPlanSchema")]
    public Task<IResult> ShowPlanSchema([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/plans/schema")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ShowLive")]
    public Task<IResult> ShowLive([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "health/live")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    [Function("ShowReady")]
    public Task<IResult> ShowReady([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "health/ready")] HttpRequest request, [DurableClient] DurableTaskClient client) =>
        Serve(request, client);

    private Task<IResult> Serve(HttpRequest request, DurableTaskClient client, [CallerMemberName] string route = "")
    {
        engine.With(client);
        return serving.ServeAsync(_routes[route], request.HttpContext);
    }
}
