using System.Text.Json;
using ReleaseFunctions.Local.Pipelines;

namespace ReleaseFunctions.Local.World;

/// <summary>Looking at the simulated pipelines, and breaking their new path. Only the embedded host has these routes.</summary>
public static class WorldRoutes
{
    public static void MapWorld(this IEndpointRouteBuilder endpoints, LocalWorld world)
    {
        var group = endpoints.MapGroup("local/pipelines").WithTags("Local world");
        group.MapGet("", () => world.Pipelines.Select(pair => View(pair.Key, pair.Value)))
            .WithName("ListPipelines")
            .WithSummary("Lists the simulated pipelines with what they have done so far.");
        group.MapPut("{environment}/{pipeline}/faults", (string environment, string pipeline, JsonElement faults) => Break(world, environment, pipeline, faults))
            .WithName("SetPipelineFaults")
            .WithSummary("Breaks a pipeline's new path: [{\"kind\": \"slow\", \"factor\": 4}], failing (rate) or silent; [] mends it.");
    }

    private static IResult Break(LocalWorld world, string environment, string pipeline, JsonElement faults)
    {
        if (!world.Pipelines.TryGetValue((environment, pipeline), out var simulated))
        {
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "Not found", detail: $"No pipeline '{pipeline}' is simulated in '{environment}'.");
        }

        try
        {
            simulated.Faults = [.. faults.EnumerateArray().Select(Fault)];
            return Results.Json(View((environment, pipeline), simulated));
        }
        catch (Exception problem) when (problem is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            const string wanted = "A list is wanted, of {\"kind\": \"slow\", \"factor\": 4}, {\"kind\": \"failing\", \"rate\": 0.2} or {\"kind\": \"silent\"}.";
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: "The request cannot be understood", detail: wanted);
        }
    }

    private static PipelineFault Fault(JsonElement fault) => fault.GetProperty("kind").GetString() switch
    {
        "slow" => new PipelineFault.Slow(fault.GetProperty("factor").GetDouble()),
        "failing" => new PipelineFault.Failing(fault.GetProperty("rate").GetDouble()),
        "silent" => new PipelineFault.Silent(),
        var kind => throw new FormatException($"No fault '{kind}'."),
    };

    private static object View((string Environment, string Pipeline) key, SimulatedPipeline pipeline) =>
        new { key.Environment, key.Pipeline, pipeline.Stats, Faults = pipeline.Faults.Select(fault => fault.ToString()) };
}
