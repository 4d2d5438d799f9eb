using Microsoft.AspNetCore.Http;
using Releases.Judgement.Comparisons;
using Releases.Service.Planning;
using Releases.Service.Starting;

namespace Releases.Service.Http;

/// <summary>Trying a plan on the past.</summary>
public sealed class BackTestHandlers(Starter starter, BackTester tester, TimeProvider time)
{
    public async Task<IResult> RunAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (options, error) = BackTestRequest.Read(request.Query, time.GetUtcNow());
        var (exposed, columnError) = BackTestRequest.Column(request.Query, "exposed");
        if (options is null || columnError is not null)
        {
            return Problems.BadRequest(error ?? columnError!);
        }

        return await PlanBodies.AnswerAsync(
            request,
            starter.Check,
            async valid => tester.Refusal(valid, options) is { } refusal
                ? Problems.BadRequest(refusal)
                : ReleaseHandlers.Json(await tester.RunAsync(valid, options, exposed ?? ComparisonDefaults.Exposed, cancellationToken)),
            cancellationToken);
    }
}
