using System.Text.Json;
using ReleaseFunctions.Local.Endpoints;

namespace ReleaseFunctions.Local.LogAnalytics.Http;

/// <summary>The faults of the endpoint from outside: which are on, and which shall be.</summary>
internal sealed class FaultHandlers(QueryFaults faults)
{
    public Task GetAsync(HttpContext context) => context.Response.WriteAsJsonAsync(faults.Settings, JsonSerializerOptions.Web, context.RequestAborted);

    public async Task PostAsync(HttpContext context)
    {
        var (settings, problem) = await FaultBody.ReadAsync<FaultSettings>(context, given => given.Problem);
        if (settings is null)
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsJsonAsync(
                new { Title = "These are no faults", Detail = problem, Status = 400 }, JsonSerializerOptions.Web, "application/problem+json", context.RequestAborted);
            return;
        }

        faults.Settings = settings;
        context.Response.StatusCode = 204;
    }
}
