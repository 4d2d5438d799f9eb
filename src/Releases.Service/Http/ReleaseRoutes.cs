using Microsoft.AspNetCore.Http;
using Releases.BackTests;
using Releases.Budgets;
using Releases.Explanations;
using Releases.Governance;
using Releases.Preflights;
using Releases.Records;
using Releases.Rehearsals.Reports;
using Releases.Service.Access;

namespace Releases.Service.Http;

/// <summary>Every route of the API: the one list that both hosts serve and the OpenAPI document describes.</summary>
public sealed class ReleaseRoutes(
    ReleaseHandlers releases,
    SignalHandlers signals,
    PlanHandlers plans,
    PreflightHandlers preflights,
    BackTestHandlers backTests,
    RehearsalHandlers rehearsals,
    LedgerHandlers ledgers,
    PurgeHandlers purging,
    GovernanceHandlers governance, AlertHandlers alerts,
    HealthHandlers health)
{
    private static readonly string[] PlanTypes = ["application/yaml", "application/json", "text/plain"];

    private static readonly RouteParameter User = new(Gatekeeper.UserHeader, "header", "Who asks; believed from a holder of the host's key only. Default: local.");

    private static readonly RouteParameter Why = new("reason", "query", "Why: it is kept in the audit trail.");

    private static readonly RouteAnswer NoSuchRelease = new(StatusCodes.Status404NotFound, "There is no such release.");

    public IReadOnlyList<ReleaseRoute> All { get; } =
    [
        new("POST", "api/releases", RouteAccess.Start, "StartRelease", "Starts a release from a plan.", releases.StartAsync)
        {
            Body = new RouteBody(typeof(string), PlanTypes),
            Parameters = [new("preflight", "query", "true: starts only if a preflight finds no error."), new("Idempotency-Key", "header", "The same key starts the same release once, however often it is asked for."), User],
            Answers =
            [
                new(StatusCodes.Status202Accepted, "It runs; Location says where to look.", typeof(ReleaseStatus)),
                new(StatusCodes.Status200OK, "It runs since an earlier call with the same key.", typeof(ReleaseStatus)),
                new(StatusCodes.Status403Forbidden, "An environment does not let it in: its risk is too high, or the caller may not start there."),
                new(StatusCodes.Status409Conflict, "The preflight has found errors, or the key was used for another plan, or an environment wants this plan rehearsed first."),
                new(StatusCodes.Status413PayloadTooLarge, "The plan is too large."),
                new(StatusCodes.Status422UnprocessableEntity, "The plan has mistakes: 'errors' has all of them, with line and column."),
            ],
        },
        new("GET", "api/releases", RouteAccess.Look, "ListReleases", "Lists releases, newest first.", releases.ListAsync)
        {
            Parameters = [new("top", "query", "At most so many, 1 to 1000. Default: 50.")],
            Answers = [new(StatusCodes.Status200OK, "The releases.", typeof(ReleaseList)), new(StatusCodes.Status400BadRequest, "top is no such number.")],
        },
        new("GET", "api/releases/{id}", RouteAccess.Look, "ShowRelease", "Shows where a release is, and what it waits for.", releases.ShowAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "The release.", typeof(ReleaseStatus)), NoSuchRelease],
        },
        new("DELETE", "api/releases/{id}", RouteAccess.Administer, "PurgeRelease", "Removes all that is kept of a release that has ended.", purging.PurgeAsync)
        {
            Parameters = [Why, User],
            Answers = [new(StatusCodes.Status204NoContent, "It is gone."), NoSuchRelease, new(StatusCodes.Status409Conflict, "It has not ended: abort it first.")],
        },
        new("GET", "api/releases/{id}/timeline", RouteAccess.Look, "ShowTimeline", "Shows what happened and was decided, with the numbers.", releases.TimelineAsync)
        {
            Parameters = [new("after", "query", "Only entries after this sequence number.")],
            Answers = [new(StatusCodes.Status200OK, "The timeline.", typeof(Timeline)), new(StatusCodes.Status400BadRequest, "after is no such number."), NoSuchRelease],
        },
        new("GET", "api/releases/{id}/plan", RouteAccess.Look, "ShowPlan", "Shows the plan that a release is pinned to, in canonical form.", releases.PlanAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "The plan.", typeof(object)), NoSuchRelease],
        },
        new("GET", "api/releases/{id}/break-glass", RouteAccess.Look, "ShowBreakGlass", "Gives the script that restores every captured flag by hand.", releases.BreakGlassAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "A bash script of az commands.", typeof(string), "text/x-shellscript"), NoSuchRelease],
        },
        new("GET", "api/releases/{id}/ledger", RouteAccess.Look, "ShowLedger", "Shows which units the new path has touched, and when.", ledgers.ShowAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "The units, by flag and environment.", typeof(Ledger)), NoSuchRelease],
        },
        new("POST", "api/releases/{id}/signals", RouteAccess.Signal, "SendSignal", "Asks something of a running release: approve, reject, hold, resume, promote, abort, rollback, retry, adopt, overwrite or accept.", signals.SendAsync)
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
        new("GET", "api/releases/{id}/signals/{signal}", RouteAccess.Look, "ShowSignal", "Shows a signal and, once taken, the release's answer.", signals.ShowAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "The signal.", typeof(SignalResponse)), new(StatusCodes.Status404NotFound, "There is no such signal.")],
        },
        new("GET", "api/halt", RouteAccess.Look, "ShowHalt", "Shows whether everything is halted.", governance.ShowHaltAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "Whether, by whom and why.", typeof(HaltResponse))],
        },
        new("POST", "api/halt", RouteAccess.Signal, "Halt", "Stops every increase of exposure everywhere, at once, until a person lifts it.", governance.HaltAsync)
        {
            Body = new RouteBody(typeof(HaltRequest), "application/json"),
            Parameters = [User],
            Answers = [new(StatusCodes.Status200OK, "It is halted; an earlier halt stays as it is.", typeof(HaltResponse)), new(StatusCodes.Status400BadRequest, "The body is not a halt.")],
        },
        new("DELETE", "api/halt", RouteAccess.Operate, "LiftHalt", "Lifts the halt, and wakes what waits for that.", governance.LiftAsync)
        {
            Parameters = [Why, User],
            Answers = [new(StatusCodes.Status200OK, "It is lifted.", typeof(HaltResponse)), new(StatusCodes.Status404NotFound, "Nothing is halted.")],
        },
        new("GET", "api/freezes", RouteAccess.Look, "ListFreezes", "Lists the freezes that are in force or to come.", governance.ListFreezesAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "The calendar.", typeof(FreezeList))],
        },
        new("POST", "api/freezes", RouteAccess.Operate, "Freeze", "Enters a time in which no exposure grows.", governance.FreezeAsync)
        {
            Body = new RouteBody(typeof(FreezeRequest), "application/json"),
            Parameters = [User],
            Answers =
            [
                new(StatusCodes.Status201Created, "It is in the calendar.", typeof(Freeze)),
                new(StatusCodes.Status400BadRequest, "The body is not a freeze."),
                new(StatusCodes.Status409Conflict, "The calendar is full."),
            ],
        },
        new("DELETE", "api/freezes/{freeze}", RouteAccess.Operate, "Unfreeze", "Takes a freeze out of the calendar, and wakes what waits for its end.", governance.UnfreezeAsync)
        {
            Parameters = [Why, User],
            Answers = [new(StatusCodes.Status200OK, "The freeze that is no more.", typeof(Freeze)), new(StatusCodes.Status404NotFound, "There is no such freeze.")],
        },
        new("GET", "api/leases", RouteAccess.Look, "ListLeases", "Shows which release holds, or waits for, which flags and pipelines.", governance.ListLeasesAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "The claims.", typeof(LeaseList))],
        },
        new("GET", "api/audit", RouteAccess.Look, "ShowAudit", "Shows who has halted, frozen or purged what, newest first.", governance.AuditAsync)
        {
            Parameters = [new("top", "query", "At most so many, 1 to 1000. Default: 50.")],
            Answers = [new(StatusCodes.Status200OK, "The trail.", typeof(AuditTrail)), new(StatusCodes.Status400BadRequest, "top is no such number.")],
        },
        new("POST", "api/alerts", RouteAccess.Report, "ReportAlert", "Takes an alert of Azure Monitor, and fails the releases whose plans watch it.", alerts.ReportAsync)
        {
            Body = new RouteBody(typeof(CommonAlert), "application/json"),
            Answers = [new(StatusCodes.Status200OK, "It is kept, and whom it concerns is told.", typeof(AlertResponse)), new(StatusCodes.Status400BadRequest, "The body is not in the common alert schema.")],
        },
        new("POST", "api/plans/explain", RouteAccess.Look, "ExplainPlan", "Shows what a plan asks in each stage: every query and request, as it is sent.", plans.ExplainAsync)
        {
            Body = new RouteBody(typeof(string), PlanTypes),
            Answers =
            [
                new(StatusCodes.Status200OK, "All of it.", typeof(Explanation)),
                new(StatusCodes.Status413PayloadTooLarge, "The plan is too large."),
                new(StatusCodes.Status422UnprocessableEntity, "The plan has mistakes."),
            ],
        },
        new("POST", "api/plans/check", RouteAccess.Look, "CheckPlan", "Checks a plan: all of its mistakes at once.", plans.CheckAsync)
        {
            Body = new RouteBody(typeof(string), PlanTypes),
            Answers = [new(StatusCodes.Status200OK, "What was found.", typeof(PlanCheckResponse)), new(StatusCodes.Status413PayloadTooLarge, "The plan is too large.")],
        },
        new("POST", "api/plans/budget", RouteAccess.Look, "BudgetPlan", "Counts the requests that a release of a plan would make, against what the services take.", plans.BudgetAsync)
        {
            Body = new RouteBody(typeof(string), PlanTypes),
            Answers =
            [
                new(StatusCodes.Status200OK, "The requests, service by service.", typeof(Budget)),
                new(StatusCodes.Status413PayloadTooLarge, "The plan is too large."),
                new(StatusCodes.Status422UnprocessableEntity, "The plan has mistakes: 'errors' has all of them, with line and column."),
            ],
        },
        new("POST", "api/plans/preflight", RouteAccess.Start, "PreflightPlan", "Asks a plan's questions over the recent past: what cannot be judged is found before the first stage.", preflights.RunAsync)
        {
            Body = new RouteBody(typeof(string), PlanTypes),
            Parameters = [new("past", "query", "How far back comparisons are looked at: 12h, 7d; 30d at most. Default: 1d.")],
            Answers =
            [
                new(StatusCodes.Status200OK, "What was found.", typeof(Preflight)),
                new(StatusCodes.Status400BadRequest, "past is no such duration."),
                new(StatusCodes.Status413PayloadTooLarge, "The plan is too large."),
                new(StatusCodes.Status422UnprocessableEntity, "The plan has mistakes: 'errors' has all of them, with line and column."),
            ],
        },
        new("POST", "api/plans/backtest", RouteAccess.Start, "BackTestPlan", "Slides a plan over past telemetry: how often it would have raised a false alarm, and what it would have caught.", backTests.RunAsync)
        {
            Body = new RouteBody(typeof(string), PlanTypes),
            Parameters =
            [
                new("from", "query", "Where the past begins. Default: 14 days before its end."),
                new("until", "query", "Where it ends. Default: now."),
                new("step", "query", "Time between two starts. Default: as long as a release takes."),
                new("dealings", "query", "How often each start is tried, each time with other units exposed, 1 to 50. Default: 1."),
                new("unit", "query", "The column that says which unit a row is of. Default: that of the plan's comparisons."),
                new("exposed", "query", "The column that says whether a row is of the exposed. Default: Exposed."),
                new("regression", "query", "What is done to the exposed rows: DurationMs*1.2."),
                new("incident", "query", "A time in which something was wrong, as 2026-03-01T10:00Z/2026-03-01T12:00Z; once for each."),
            ],
            Answers =
            [
                new(StatusCodes.Status200OK, "What the plan would have made of it.", typeof(BackTest)),
                new(StatusCodes.Status400BadRequest, "A parameter is none, or it would be too much to ask."),
                new(StatusCodes.Status413PayloadTooLarge, "The plan is too large."),
                new(StatusCodes.Status422UnprocessableEntity, "The plan has mistakes: 'errors' has all of them, with line and column."),
            ],
        },
        new("POST", "api/plans/rehearse", RouteAccess.Start, "RehearsePlan", "Rehearses a plan in virtual time, against its own failure modes and a standard set of faults.", rehearsals.RehearseAsync)
        {
            Body = new RouteBody(typeof(string), PlanTypes),
            Parameters =
            [
                new("runs", "query", "Runs in all, 1 to 10000, dealt out over the scenarios. Default: 300."),
                new("seed", "query", "The first run's seed: the same plan, seed and runs give the same report. Default: 1."),
                new("only", "query", "Names of scenarios, with commas; all if not given."),
                new("format", "query", "json, markdown or html. Default: json."),
            ],
            Answers =
            [
                new(StatusCodes.Status200OK, "The report.", typeof(RehearsalReport)),
                new(StatusCodes.Status400BadRequest, "A parameter is not what it must be."),
                new(StatusCodes.Status413PayloadTooLarge, "The plan is too large."),
                new(StatusCodes.Status422UnprocessableEntity, "The plan has mistakes: 'errors' has all of them, with line and column."),
                new(StatusCodes.Status429TooManyRequests, "Another rehearsal is running."),
            ],
        },
        new("GET", "api/plans/schema", RouteAccess.Look, "ShowPlanSchema", "Gives the JSON Schema of a plan, for editors.", PlanHandlers.SchemaAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "The schema.", typeof(object), "application/schema+json")],
        },
        new("GET", "health/live", RouteAccess.Open, "ShowLive", "The process answers.", HealthHandlers.LiveAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "It does.", typeof(string), "text/plain")],
        },
        new("GET", "health/ready", RouteAccess.Open, "ShowReady", "The records can be read.", health.ReadyAsync)
        {
            Answers = [new(StatusCodes.Status200OK, "They can.", typeof(string), "text/plain"), new(StatusCodes.Status503ServiceUnavailable, "They cannot.")],
        },
    ];
}
