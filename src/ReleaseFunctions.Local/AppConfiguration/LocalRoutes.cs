using System.Text.Json;
using System.Text.Json.Serialization;
using ReleaseFunctions.Local.Endpoints;

namespace ReleaseFunctions.Local.AppConfiguration;

/// <summary>
/// Routes of our own under <c>/_local</c>, for people and for tests in other processes. They ask for no authentication: the endpoint listens on
/// the loopback address only.
/// </summary>
internal static class LocalRoutes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void Map(IEndpointRouteBuilder routes, StoreFaults faults, RequestCounts counts)
    {
        routes.MapGet("/_local/requests", context => WriteAsync(context, new { counts.Total, Requests = counts.All }));
        routes.MapDelete("/_local/requests", context =>
        {
            counts.Reset();
            return NoContent(context);
        });
        routes.MapGet("/_local/faults", context => WriteAsync(context, State(faults)));
        routes.MapPut("/_local/faults", context => ArmAsync(context, faults));
        routes.MapDelete("/_local/faults", context =>
        {
            faults.Clear();
            return NoContent(context);
        });
        routes.MapPost("/_local/faults/release", async context => await WriteAsync(context, await faults.ReleaseHeldWritesAsync()));
    }

    private static async Task ArmAsync(HttpContext context, StoreFaults faults)
    {
        var (order, problem) = await FaultBody.ReadAsync<FaultOrder>(context, given => given.Problem);
        if (order is null)
        {
            context.Response.StatusCode = 400;
            await WriteAsync(context, new { Title = "This is no fault", Detail = problem, Status = 400, FaultOrder.Kinds }, "application/problem+json");
            return;
        }

        faults.Arm(order.Fault(), order.Scope, order.Count, order.Duration);
        await WriteAsync(context, State(faults));
    }

    private static object State(StoreFaults faults) => new { Faults = faults.Armed.Select(FaultOrder.Describe), HeldWrites = faults.HeldWriteCount };

    private static Task NoContent(HttpContext context)
    {
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static Task WriteAsync<T>(HttpContext context, T body, string contentType = "application/json") =>
        context.Response.WriteAsJsonAsync(body, Json, contentType, context.RequestAborted);
}
