using Microsoft.AspNetCore.Http;
using Releases.Records;

namespace Releases.Service.Http;

/// <summary>Is it alive, and can it do its work?</summary>
public sealed class HealthHandlers(IReleaseRecords records)
{
    public static Task<IResult> LiveAsync(HttpRequest request, CancellationToken cancellationToken) => Task.FromResult(Results.Text("alive"));

    public async Task<IResult> ReadyAsync(HttpRequest request, CancellationToken cancellationToken)
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
