using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Releases.Records;
using Releases.Service.Access;
using Releases.Service.Performing;

namespace Releases.Service.Http;

/// <summary>Asking something of a running release: stored first, acknowledged then; the ring that wakes the release may get lost.</summary>
public sealed class SignalHandlers(IReleaseRecords records, IReleaseEngine engine, TimeProvider time)
{
    private const int LongestReason = 1000;

    public async Task<IResult> SendAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await Bodies.TextAsync(request, cancellationToken) is not { } text)
        {
            return Problems.TooLarge(Bodies.Limit);
        }

        var (body, error) = Bodies.Json<SignalRequest>(text);
        if (body?.Kind is not { } kind || !Enum.IsDefined(kind) || !SignalAccess.IsForPeople(kind))
        {
            var kinds = string.Join(", ", Enum.GetValues<SignalKind>().Where(SignalAccess.IsForPeople).Select(known => known.ToString().ToLowerInvariant()));
            return Problems.BadRequest($"{error ?? "The body has no 'kind'."} A signal looks like {{\"kind\": \"hold\", \"reason\": \"...\"}}; kind is one of {kinds}.");
        }

        var caller = Caller.Of(request);
        if (SignalAccess.RolesFor(kind) is var needed && !caller.Roles.Any(needed.Contains))
        {
            return Problems.Forbidden(caller, needed);
        }

        if (new[] { body.Reason, body.Stage, body.Plan }.Any(text => text?.Length > LongestReason))
        {
            return Problems.BadRequest($"reason, stage and plan may have at most {LongestReason} characters.");
        }

        if (body.Id is not null && !ReleaseId.IsValid(body.Id))
        {
            return Problems.BadRequest("id may have lower-case letters, digits and dashes, at most 64.");
        }

        var id = ReleaseHandlers.IdOf(request);
        var status = ReleaseId.IsValid(id) ? await records.FindAsync(id, cancellationToken) : null;
        if (status is null)
        {
            return ReleaseHandlers.Unknown(request);
        }

        if (status.Phase == ReleasePhase.Ended)
        {
            return Problems.Conflict($"'{id}' has ended ({status.Outcome}): {status.Reason}");
        }

        var now = time.GetUtcNow();
        var signal = new Signal(body.Id ?? NewId(now), kind, caller.Name, now, body.Reason, body.Stage, body.Plan, body.Keep);
        await records.StoreAsync(id, signal, cancellationToken);
        await engine.RingAsync(id, cancellationToken);
        return ReleaseHandlers.Json(new SignalResponse(signal, null), StatusCodes.Status202Accepted, request, $"/api/releases/{id}/signals/{signal.Id}");
    }

    public async Task<IResult> ShowAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var id = ReleaseHandlers.IdOf(request);
        var signalId = request.RouteValues["signal"]?.ToString() ?? "";
        var found = ReleaseId.IsValid(id) && ReleaseId.IsValid(signalId) ? await records.FindSignalAsync(id, signalId, cancellationToken) : null;
        return found is var (signal, answer)
            ? ReleaseHandlers.Json(new SignalResponse(signal, answer))
            : Problems.NotFound($"'{id}' has no signal '{signalId}'.");
    }

    private static string NewId(DateTimeOffset now) =>
        FormattableString.Invariant($"{now.UtcTicks:x16}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
}
