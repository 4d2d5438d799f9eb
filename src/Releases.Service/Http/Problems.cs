using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Releases.Plans;
using Releases.Preflights;
using Releases.Service.Access;
using Releases.Wording;

namespace Releases.Service.Http;

/// <summary>What goes wrong, as RFC 9457 problem documents: where it is and what to do.</summary>
public static class Problems
{
    public static IResult NotFound(string what) => Of(StatusCodes.Status404NotFound, "Not found", what, "not-found");

    public static IResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, "The request cannot be understood", detail, "bad-request");

    public static IResult Conflict(string detail) => Of(StatusCodes.Status409Conflict, "It cannot be done as things are", detail, "conflict");

    public static IResult TooLarge(long limit) => Of(
        StatusCodes.Status413PayloadTooLarge,
        "The body is too large",
        FormattableString.Invariant($"A body may have at most {limit / 1024} kB."),
        "too-large");

    /// <summary>Nobody knows who asks.</summary>
    public static IResult Unauthorized(HttpContext context, string why)
    {
        // RFC 6750: why, only if something was sent.
        var sent = context.Request.Headers.ContainsKey(HeaderNames.Authorization);
        context.Response.Headers.WWWAuthenticate = sent ? $"Bearer error=\"invalid_token\", error_description=\"{why}\"" : "Bearer";
        return Of(StatusCodes.Status401Unauthorized, "Who asks is not known", why, "unauthorized");
    }

    /// <summary>It is known who asks, and they may not.</summary>
    public static IResult Forbidden(Caller caller, IReadOnlyList<Role> needed)
    {
        var has = caller.Roles.Count == 0 ? "no role" : string.Join(", ", caller.Roles);
        return Of(StatusCodes.Status403Forbidden, "Not allowed", $"It needs {string.Join(" or ", needed)}; {caller.Name} has {has}.", "forbidden");
    }

    public static IResult TooMany(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Of(StatusCodes.Status429TooManyRequests, "Too many requests", $"At most {CallLimits.PerMinute} a minute; try again in a second.", "too-many-requests");
    }

    /// <summary>A plan with mistakes: all of them, each with its place.</summary>
    public static IResult InvalidPlan(IReadOnlyList<PlanError> errors) => Results.Problem(
        statusCode: StatusCodes.Status422UnprocessableEntity,
        title: "The plan has mistakes",
        detail: errors.Count == 1 ? errors[0].ToString() : FormattableString.Invariant($"{errors.Count} mistakes; the first: {errors[0]}"),
        type: TypeOf("invalid-plan"),
        extensions: new Dictionary<string, object?> { ["errors"] = errors });

    /// <summary>A plan whose releases could not be judged as it says: what was found, errors first.</summary>
    public static IResult FailsPreflight(Preflight preflight) => Results.Problem(
        statusCode: StatusCodes.Status409Conflict,
        title: "The plan could not be judged",
        detail: Say.List(preflight.Findings.Where(finding => finding.Level == PreflightLevel.Error).Select(finding => $"{finding.Environment}: {finding.Text}")),
        type: TypeOf("fails-preflight"),
        extensions: new Dictionary<string, object?> { ["findings"] = preflight.Findings });

    public static IResult Of(int status, string title, string detail, string type) =>
        Results.Problem(statusCode: status, title: title, detail: detail, type: TypeOf(type));

    private static string TypeOf(string name) => $"urn:releasefunctions:problem:{name}";
}
