using Microsoft.AspNetCore.Http;
using Releases.Records;

namespace Releases.Service.Http;

/// <summary>Every route of the API: the one list that both hosts serve and the OpenAPI document describes.</summary>
public sealed class ReleaseRoutes(ReleaseHandlers releases, SignalHandlers signals, PlanHandlers plans, HealthHandlers health)
{
    private static readonly string[] PlanTypes = ["application/yaml", "application/json", "text/plain"];

    private static readonly RouteParameter User = new(Caller.Header, "header", "Who asks; believed on the loopback only. Default: local.");

    private static readonly RouteAnswer NoSuchRelease = new(StatusCodes.Status404NotFound, "There is no such release.");

    public IReadOnlyList<ReleaseRoute> All { get; } =
    [
        new("POST", "api/releases", "StartRelease", "Starts a release from a plan.", releases.StartAsync)
        {
            Body = new RouteBody(typeof(string), PlanTypes),
            Parameters = [new("Idempotency-Key", "header", "The same key starts the same release once, however often it is asked for."), User],
            Answers =
            [
                new(StatusCodes.Status202Accepted, "It runs; Location says where to look.", typeof(ReleaseStatus)),
                new(StatusCodes.Status200OK, "It runs since an earlier call with the same key.", typeof(ReleaseStatus)),
                new(StatusCodes.Status403Forbidden, "An environment does not let it in: its risk is too high, or the caller may not start there."),
                new(StatusCodes.Status409Conflict, "The key was used for another plan."),
                new(StatusCodes.Status413PayloadTooLarge, "The plan is too large."),
                new(StatusCodes.Status422UnprocessableEntity, "The plan has mistakes: 'errors' has all of them, with line and column."),
            ],
        },
        new("GET", "api/releases", "ListReleases", "Lists releases, newest first.", releases.ListAsync)
        {
            Parameters = [new("top", "query", "At most so many, 1 to 1000. Default: 50.")],
            Answers = [new(StatusCodes.Status200OK, "The releases.", typeof(ReleaseList)), new(StatusCodes.Status400BadRequest, "top is no such number.")],
        },
        new("GET", "api/releases/{id}", "ShowRelease", "Shows where a release is, and what it waits for.", releases.ShowAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "The release.", typeof(ReleaseStatus)), NoSuchRelease],
        },
        new("GET", "api/releases/{id}/timeline", "ShowTimeline", "Shows what happened and was decided, with the numbers.", releases.TimelineAsync)
        {
            Parameters = [new("after", "query", "Only entries after this sequence number.")],
            Answers = [new(StatusCodes.Status200OK, "The timeline.", typeof(Timeline)), new(StatusCodes.Status400BadRequest, "after is no such number."), NoSuchRelease],
        },
        new("GET", "api/releases/{id}/plan", "ShowPlan", "Shows the plan that a release is pinned to, in canonical form.", releases.PlanAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "The plan.", typeof(object)), NoSuchRelease],
        },
        new("GET", "api/releases/{id}/break-glass", "ShowBreakGlass", "Gives the script that restores every captured flag by hand.", releases.BreakGlassAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "A bash script of az commands.", typeof(string), "text/x-shellscript"), NoSuchRelease],
        },
        new("POST", "api/releases/{id}/signals", "SendSignal", "Asks something of a running release: approve, reject, hold, resume, promote, abort, rollback, retry, adopt, overwrite or accept.", signals.SendAsync)
        {
            Body = new RouteBody(typeof(SignalRequest), "application/json"),
            Parameters = [User],
            Answers =
            [
                new(StatusCodes.Status202Accepted, "It is stored; Location says where its answer will be.", typeof(SignalResponse)),
                new(StatusCodes.Status400BadRequest, "The body is not a signal."),
                NoSuchRelease,
                new(StatusCodes.Status409Conflict, "The release has ended."),
            ],
        },
        new("GET", "api/releases/{id}/signals/{signal}", "ShowSignal", "Shows a signal and, once taken, the release's answer.", signals.ShowAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "The signal.", typeof(SignalResponse)), new(StatusCodes.Status404NotFound, "There is no such signal.")],
        },
        new("POST", "api/plans/check", "CheckPlan", "Checks a plan: all of its mistakes at once.", plans.CheckAsync)
        {
            Body = new RouteBody(typeof(string), PlanTypes),
            Answers = [new(StatusCodes.Status200OK, "What was found.", typeof(PlanCheckResponse)), new(StatusCodes.Status413PayloadTooLarge, "The plan is too large.")],
        },
        new("GET", "api/plans/schema", "ShowPlanSchema", "Gives the JSON Schema of a plan, for editors.", PlanHandlers.SchemaAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "The schema.", typeof(object), "application/schema+json")],
        },
        new("GET", "health/live", "ShowLive", "The process answers.", HealthHandlers.LiveAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "It does.", typeof(string), "text/plain")],
        },
        new("GET", "health/ready", "ShowReady", "The records can be read.", health.ReadyAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "They can.", typeof(string), "text/plain"), new(StatusCodes.Status503ServiceUnavailable, "They cannot.")],
        },
    ];
}
