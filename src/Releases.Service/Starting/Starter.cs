using System.Security.Cryptography;
using System.Text;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Protection;
using Releases.Records;
using Releases.Service.Performing;
using Releases.Service.Planning;
using Releases.Service.Rehearsing;
using Releases.Wording;

namespace Releases.Service.Starting;

/// <summary>Plan in, running release out: read, lint, pin, enter, run. Safe to repeat after a crash at any point.</summary>
public sealed class Starter(
    IEnvironments environments, PinnedPlans plans, KeptRehearsals rehearsals, KeptPreflights preflights, IReleaseRecords records, IReleaseEngine engine, PlanBudgets budgets, CriteriaLibraries libraries, TimeProvider time)
{
    private static readonly string LongestName = new('x', LifecycleDefaults.NameLength);

    public async Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken)
    {
        var reading = Check(request.Plan);
        if (reading is PlanReading.Invalid invalid)
        {
            return new StartResult.Invalid(invalid.Errors);
        }

        var plan = (PlanReading.Valid)reading;
        if (Refusal(plan.Plan, request.By) is { } refusal)
        {
            return new StartResult.NotLetIn(refusal);
        }

        if (await WantsRehearsalAsync(plan, cancellationToken) is { } wanted)
        {
            return new StartResult.NotRehearsed(wanted);
        }

        if (await WantsPreflightAsync(plan, cancellationToken) is { } unsure)
        {
            return new StartResult.NotPreflighted(unsure);
        }

        await plans.KeepAsync(plan, cancellationToken);

        var id = IdOf(plan.Plan, request.IdempotencyKey);
        var state = ReleaseStart.State(id, plan.Plan, plan.Hash, environments.All, request.By, time.GetUtcNow());
        var (status, created) = await records.CreateAsync(StatusOf.State(state, state.StartedAt), cancellationToken);
        if (status.PlanHash != plan.Hash)
        {
            return new StartResult.KeyTaken(status.Id);
        }

        // Also when it was there already: the host may have died between entering the release and running it. Whoever asked may hang up from here on:
        // a release that has been entered is run.
        if (status.Phase != ReleasePhase.Ended)
        {
            await engine.StartAsync(created ? state : state with { StartedBy = status.StartedBy, StartedAt = status.StartedAt }, CancellationToken.None);
        }

        return new StartResult.Running(status, created);
    }

    /// <summary>
    /// Reads a plan and holds it against the environments that this service knows, and its releases against what a driver can remember and what the
    /// services take in requests.
    /// </summary>
    public PlanReading Check(string text)
    {
        var reading = Read(text);
        if (reading is not PlanReading.Valid valid)
        {
            return reading;
        }

        var first = First(valid);
        var budget = budgets.Of(valid.Plan, first);
        return (StateBudget.Refusal(first) ?? budget.Refusal) is { } refusal
            ? new PlanReading.Invalid([OfThePlan(refusal)])
            : valid with { Warnings = [.. valid.Warnings, .. budget.Warnings.Select(OfThePlan)] };
    }

    /// <summary>Reads a plan, and no more: what of it is too much is not asked.</summary>
    public PlanReading Read(string text) => PlanReader.Read(text, [.. environments.All.Select(KnownOf)], libraries.All);

    /// <summary>The state that a release of the plan would begin with, under names as long as names can be.</summary>
    public ReleaseState First(PlanReading.Valid plan) => ReleaseStart.State(IdOf(plan.Plan, ""), plan.Plan, plan.Hash, environments.All, LongestName, time.GetUtcNow());

    private KnownEnvironment KnownOf(CourseEnvironment environment) => new(environment.Name) { IngestionDelay = environment.IngestionDelay, Resources = environments.ResourcesOf(environment.Name) };

    private static PlanError OfThePlan(string text) => new(1, 1, "plan", text);

    /// <summary>The first gate: what the environments ask, whatever the plan says. It cannot change for a release that is under way.</summary>
    private string? Refusal(ReleasePlan plan, string by) => Protections(plan)
        .Select(guarded => guarded.Protection.Refusal(guarded.Environment, plan.Metadata.Risk, by))
        .FirstOrDefault(refusal => refusal is not null);

    /// <summary>Whether an environment wants this very plan, by its hash, rehearsed first, and how to get that.</summary>
    private Task<string?> WantsRehearsalAsync(PlanReading.Valid plan, CancellationToken cancellationToken) => WantsAsync(
        plan, protection => protection.RehearsedWithin, rehearsals.LastAsync,
        (environment, within, last) =>
            $"{environment} lets in plans that were rehearsed within {within}, and plan {plan.Hash[..12]} was {(last is null ? "never rehearsed with all of its scenarios" : $"last rehearsed at {last}")}: "
            + "POST this plan to /api/plans/rehearse (relctl rehearse), look at the report, and start it again",
        cancellationToken);

    /// <summary>Whether an environment wants to know first that this very plan, by its hash, can be judged; and how to get that.</summary>
    private Task<string?> WantsPreflightAsync(PlanReading.Valid plan, CancellationToken cancellationToken) => WantsAsync(
        plan, protection => protection.PreflightWithin, preflights.LastAsync,
        (environment, within, last) =>
            $"{environment} lets in plans whose preflight has found no error within {within}, and that of plan {plan.Hash[..12]} {(last is null ? "never did" : $"last did at {last}")}: "
            + "start it with ?preflight=true (relctl start --preflight), or POST it to /api/plans/preflight (relctl preflight), see to the errors, and start it again",
        cancellationToken);

    /// <summary>What a plan lacks of what the strictest of its environments wants done within a time before it starts.</summary>
    /// <param name="say">Of the environment, its time, and when it was last done, all in words.</param>
    private async Task<string?> WantsAsync(
        PlanReading.Valid plan, Func<EnvironmentProtection, TimeSpan?> wanted, Func<string, CancellationToken, Task<DateTimeOffset?>> lastAsync, Func<string, string, string?, string> say, CancellationToken cancellationToken)
    {
        if (Strictest(plan.Plan, wanted) is not ({ } environment, { } within))
        {
            return null;
        }

        var last = await lastAsync(plan.Hash, cancellationToken);
        return last is { } at && time.GetUtcNow() <= at + within ? null : say(environment, Say.Span(within), last is { } old ? Minute(old) : null);
    }

    /// <summary>Of the environments that a plan goes through, the one that wants something the latest.</summary>
    private (string? Environment, TimeSpan? Within) Strictest(ReleasePlan plan, Func<EnvironmentProtection, TimeSpan?> within) =>
        Protections(plan)
            .Select(guarded => ((string?)guarded.Environment, Within: within(guarded.Protection)))
            .Where(wanted => wanted.Within is not null)
            .OrderBy(wanted => wanted.Within)
            .FirstOrDefault();

    /// <summary>What the environments that a plan goes through ask of releases, in its order.</summary>
    private IEnumerable<(string Environment, EnvironmentProtection Protection)> Protections(ReleasePlan plan) => plan.Stages.Select(stage => stage.Environment).Distinct()
        .Select(name => (name, environments.All.First(environment => environment.Name == name).Protection))
        .Where(guarded => guarded.Protection is not null)
        .Select(guarded => (guarded.name, guarded.Protection!));

    private static string Minute(DateTimeOffset at) => FormattableString.Invariant($"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC");

    private static string IdOf(ReleasePlan plan, string? key)
    {
        var suffix = key is null
            ? RandomNumberGenerator.GetHexString(10, lowercase: true)
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{plan.Metadata.Name}\n{key}")))[..10];
        return $"{plan.Metadata.Name}-{suffix}";
    }
}
