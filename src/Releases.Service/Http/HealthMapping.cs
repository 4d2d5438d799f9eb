using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Releases.Records;

namespace Releases.Service.Http;

/// <summary>Is it alive, and can it do its work?</summary>
public static class HealthMapping
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("health/live", () => Results.Text("alive")).WithName("ShowLive").WithSummary("The process answers.");
        endpoints.MapGet("health/ready", ReadyAsync).WithName("ShowReady").WithSummary("The records can be read.");
    }

    private static async Task<IResult> ReadyAsync(IReleaseRecords records, CancellationToken cancellationToken)
    {
        try
        {
            await records.ListAsync(1, cancellationToken);
            return Results.Text("ready");
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Whatever the store says: the caller only needs to know that it does not answer.
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "Not ready", "The storage account that holds the records does not answer.", "not-ready");
        }
    }
}
