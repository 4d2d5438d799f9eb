using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Releases.Governance;
using Releases.Leases;
using Releases.Records;
using Releases.Service.Access;
using Releases.Service.Performing;

namespace Releases.Service.Http;

/// <summary>What people lay down for all releases: the halt and the freezes; and looking at leases and at the audit trail.</summary>
public sealed class GovernanceHandlers(IGovernance governance, ILeases leases, IEnvironments environments, IReleaseRecords records, IReleaseEngine engine, TimeProvider time)
{
    private const int LongestReason = 1000;
    private const int MostWoken = 1000;

    public async Task<IResult> ShowHaltAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (halt, _) = await governance.ReadAsync(time.GetUtcNow(), cancellationToken);
        return ReleaseHandlers.Json(new HaltResponse(halt is not null, halt));
    }

    public async Task<IResult> HaltAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await Bodies.TextAsync(request, cancellationToken) is not { } text)
        {
            return Problems.TooLarge(Bodies.Limit);
        }

        var (body, error) = Bodies.Json<HaltRequest>(text);
        if (string.IsNullOrWhiteSpace(body?.Reason) || body.Reason.Length > LongestReason)
        {
            return Problems.BadRequest($"{error ?? $"The body has no 'reason' of at most {LongestReason} characters."} A halt looks like {{\"reason\": \"incident 42\"}}.");
        }

        var halt = await governance.HaltAsync(new Halt(Caller.Of(request).Name, time.GetUtcNow(), body.Reason), cancellationToken);
        return ReleaseHandlers.Json(new HaltResponse(true, halt));
    }

    public async Task<IResult> LiftAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await governance.LiftAsync(Caller.Of(request).Name, time.GetUtcNow(), Reason(request), cancellationToken) is not { } lifted)
        {
            return Problems.NotFound("Nothing is halted.");
        }

        await WakeAsync(cancellationToken);
        return ReleaseHandlers.Json(new HaltResponse(false, lifted));
    }

    public async Task<IResult> ListFreezesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (_, freezes) = await governance.ReadAsync(time.GetUtcNow(), cancellationToken);
        return ReleaseHandlers.Json(new FreezeList([.. freezes.OrderBy(freeze => freeze.From)]));
    }

    public async Task<IResult> FreezeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await Bodies.TextAsync(request, cancellationToken) is not { } text)
        {
            return Problems.TooLarge(Bodies.Limit);
        }

        var (body, error) = Bodies.Json<FreezeRequest>(text);
        var now = time.GetUtcNow();
        var newId = FormattableString.Invariant($"{now.UtcDateTime:yyyyMMdd}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        var (freeze, mistake) = body?.Read([.. environments.All.Select(environment => environment.Name)], Caller.Of(request).Name, newId, now) ?? (null, error);
        if (freeze is null)
        {
            return Problems.BadRequest($"{mistake} A freeze looks like {{\"until\": \"2027-01-03T00:00:00Z\", \"environments\": [\"production\"], \"reason\": \"holidays\"}}.");
        }

        return await governance.FreezeAsync(freeze, now, cancellationToken)
            ? ReleaseHandlers.Json(freeze, StatusCodes.Status201Created, request, $"/api/freezes/{freeze.Id}")
            : Problems.Conflict("The calendar is full: take out freezes that are not needed.");
    }

    public async Task<IResult> UnfreezeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var id = request.RouteValues["freeze"]?.ToString() ?? "";
        var ended = ReleaseId.IsValid(id) ? await governance.UnfreezeAsync(id, Caller.Of(request).Name, time.GetUtcNow(), Reason(request), cancellationToken) : null;
        if (ended is null)
        {
            return Problems.NotFound($"There is no freeze '{id}'.");
        }

        await WakeAsync(cancellationToken);
        return ReleaseHandlers.Json(ended);
    }

    public async Task<IResult> ListLeasesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var claims = await leases.ClaimsAsync(cancellationToken);
        return ReleaseHandlers.Json(new LeaseList([.. claims.OrderBy(claim => claim.Since).Select(LeaseClaimed.Of)]));
    }

    public async Task<IResult> AuditAsync(HttpRequest request, CancellationToken cancellationToken) => ReleaseHandlers.Top(request) is { } top
        ? ReleaseHandlers.Json(new AuditTrail(await governance.AuditTrailAsync(top, cancellationToken)))
        : ReleaseHandlers.NoTop(request);

    /// <summary>Those that are held look again at once. A ring that gets lost only costs time: they look by themselves as well.</summary>
    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        var held = (await records.ListAsync(MostWoken, cancellationToken)).Where(status => status.Phase == ReleasePhase.Held);
        await Task.WhenAll(held.Select(status => engine.RingAsync(status.Id, cancellationToken)));
    }

    private static string? Reason(HttpRequest request) => ReleaseHandlers.ReasonOf(request) is { Length: > 0 and <= LongestReason } reason ? reason : null;
}
