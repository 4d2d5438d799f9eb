using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleaseFunctions.Local.LogAnalytics.Http;

/// <summary>The faults of the endpoint from outside: which are on, and which shall be.</summary>
internal sealed class FaultHandlers(QueryFaults faults)
{
    // A fault with a slip in its name would not be switched on, and nobody would know.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public Task GetAsync(HttpContext context) => context.Response.WriteAsJsonAsync(faults.Settings, Json, context.RequestAborted);

    public async Task PostAsync(HttpContext context)
    {
        string? problem;
        try
        {
            var settings = await JsonSerializer.DeserializeAsync<FaultSettings>(context.Request.Body, Json, context.RequestAborted);
            problem = settings is null ? "The body is null." : settings.Problem;
            if (settings is not null && problem is null)
            {
                faults.Settings = settings;
                context.Response.StatusCode = 204;
                return;
            }
        }
        catch (JsonException error)
        {
            problem = error.Message;
        }

        context.Response.StatusCode = 400;
        await context.Response.WriteAsJsonAsync(new { Title = "These are no faults", Detail = problem, Status = 400 }, Json, "application/problem+json", context.RequestAborted);
    }
}
