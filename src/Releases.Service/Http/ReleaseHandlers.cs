using Microsoft.AspNetCore.Http;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Preflights;
using Releases.Records;
using Releases.Service.Access;
using Releases.Service.Performing;
using Releases.Service.Planning;
using Releases.Service.Starting;

namespace Releases.Service.Http;

/// <summary>Starting releases and looking at them.</summary>
public sealed class ReleaseHandlers(Starter starter, Preflighter preflighter, IReleaseRecords records, IReleaseDocuments documents)
{
    private const int LongestKey = 200;

    public async Task<IResult> StartAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await Bodies.TextAsync(request, cancellationToken) is not { } text)
        {
            return Problems.TooLarge(Bodies.Limit);
        }

        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > LongestKey)
        {
            return Problems.BadRequest($"Idempotency-Key may have at most {LongestKey} characters.");
        }

        if (request.Query["preflight"] == "true" && starter.Check(text) is PlanReading.Valid valid
            && await preflighter.RunAsync(valid, PreflightQuestions.UsualPast, cancellationToken) is { Passes: false } preflight)
        {
            return Problems.FailsPreflight(preflight);
        }

        var result = await starter.StartAsync(new StartRequest(text, Caller.Of(request).Name, key.Length == 0 ? null : key), cancellationToken);
        return result switch
        {
            StartResult.Running { Created: true } started => Json(started.Status, StatusCodes.Status202Accepted, request, $"/api/releases/{started.Status.Id}"),
            StartResult.Running running => Json(running.Status, StatusCodes.Status200OK, request, $"/api/releases/{running.Status.Id}"),
            StartResult.Invalid invalid => Problems.InvalidPlan(invalid.Errors),
            StartResult.NotLetIn closed => Problems.Of(StatusCodes.Status403Forbidden, "An environment does not let it in", closed.Reason, "not-let-in"),
            StartResult.NotRehearsed wanted => Problems.Of(StatusCodes.Status409Conflict, "The plan is to be rehearsed first", wanted.Reason, "not-rehearsed"),
            StartResult.NotPreflighted wanted => Problems.Of(StatusCodes.Status409Conflict, "The plan needs a preflight first", wanted.Reason, "not-preflighted"),
            StartResult.KeyTaken taken => Problems.Conflict($"This Idempotency-Key has started {taken.ReleaseId} with another plan. Use a new key."),
            _ => throw new InvalidOperationException($"Unknown result '{result.GetType().Name}'."),
        };
    }

    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) => Top(request) is { } top
        ? Json(new ReleaseList(await records.ListAsync(top, cancellationToken)))
        : NoTop(request);

    public async Task<IResult> ShowAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await FindAsync(request, cancellationToken) is { } status ? Json(status) : Unknown(request);

    public async Task<IResult> TimelineAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var asked = request.Query["after"].ToString();
        var after = 0L;
        if (asked.Length > 0 && (!long.TryParse(asked, out after) || after < 0))
        {
            return Problems.BadRequest($"after is '{asked}'; it must be the sequence number of an entry.");
        }

        return await FindAsync(request, cancellationToken) is { } status
            ? Json(new Timeline(await records.TimelineAsync(status.Id, after, cancellationToken)))
            : Unknown(request);
    }

    public async Task<IResult> PlanAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await FindAsync(request, cancellationToken) is { } status
            ? await DocumentAsync(PinnedPlans.NameOf(status.PlanHash), "application/json", cancellationToken)
            : Unknown(request);

    public async Task<IResult> BreakGlassAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await FindAsync(request, cancellationToken) switch
        {
            null => Unknown(request),
            { Capture: null } status => Problems.NotFound($"'{status.Id}' has captured nothing, so there is nothing to restore by hand."),
            { Capture: var capture } => await DocumentAsync(Captures.ScriptOf(capture), "text/x-shellscript", cancellationToken),
        };

    /// <summary>How many are asked for, or <see langword="null"/> where that is no such number.</summary>
    internal static int? Top(HttpRequest request)
    {
        var asked = request.Query["top"].ToString();
        var top = 50;
        return asked.Length > 0 && (!int.TryParse(asked, out top) || top is < 1 or > 1000) ? null : top;
    }

    internal static IResult NoTop(HttpRequest request) => Problems.BadRequest($"top is '{request.Query["top"]}'; it must be a whole number from 1 to 1000.");

    internal static string ReasonOf(HttpRequest request) => request.Query["reason"].ToString();

    internal static string IdOf(HttpRequest request) => request.RouteValues["id"]?.ToString() ?? "";

    internal static IResult Unknown(HttpRequest request) => Problems.NotFound($"There is no release '{IdOf(request)}'.");

    internal static IResult Json<T>(T body, int status = StatusCodes.Status200OK, HttpRequest? request = null, string? location = null)
    {
        if (request is not null && location is not null)
        {
            request.HttpContext.Response.Headers.Location = location;
        }

        return Results.Json(body, StateDocument.Json, statusCode: status);
    }

    private async Task<ReleaseStatus?> FindAsync(HttpRequest request, CancellationToken cancellationToken) =>
        ReleaseId.IsValid(IdOf(request)) ? await records.FindAsync(IdOf(request), cancellationToken) : null;

    private async Task<IResult> DocumentAsync(string name, string contentType, CancellationToken cancellationToken) =>
        await documents.GetAsync(name, cancellationToken) is { } text
            ? Results.Text(text, contentType)
            : Problems.NotFound($"The document '{name}' is not in the store.");
}
