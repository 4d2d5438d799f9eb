using Releases.Records;

namespace Releases.Service.Http;

/// <summary>The body of a signal.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Reason">Why: it is kept in the timeline.</param>
/// <param name="Stage">For an approval or its refusal: the stage that it is for.</param>
/// <param name="Id">Unique for this signal, so that it can be sent again; made up if not given.</param>
/// <param name="Plan">The hash of the plan that the person has read; an approval of another one is refused.</param>
/// <param name="Keep">For an adoption: a rollback is to go back to what is adopted, not to what was captured.</param>
public sealed record SignalRequest(SignalKind? Kind, string? Reason, string? Stage, string? Id, string? Plan = null, bool Keep = false);
