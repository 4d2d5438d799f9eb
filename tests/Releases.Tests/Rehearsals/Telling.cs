using Releases.Judgement;
using Releases.Rehearsals;
using Releases.Rehearsals.Scenarios;

namespace Releases.Tests.Rehearsals;

/// <summary>Runs and scenarios as people could read them.</summary>
internal static class Telling
{
    internal static string Told(this RehearsalRun run) => run.World.Told;

    internal static string Told(this Scenario scenario)
    {
        var plan = scenario.Plan;
        return $"""
            stages {string.Join("; ", plan.Stages.Select(stage => $"{stage.Name}: {stage.Expose} in {stage.Environment} for {stage.Bake}, {string.Join("+", stage.Criteria)}, moves {string.Join("+", stage.Flags)}, apart {string.Join("+", stage.Exposures)}, checks {string.Join("+", stage.Checks)}, asks {stage.Approval}, watch {stage.Watch}"))}
            criteria {string.Join("; ", plan.Criteria.Select(criterion => $"{criterion.Name} {Counted(criterion.Counting)}"))}; guardrails {string.Join(", ", plan.Guardrails)}
            on failure {plan.OnFailure}; gates {plan.GateLimit}; {plan.Flags.Count} flags; seed {scenario.Seed}; bells {scenario.Bells}
            defects {string.Join(", ", scenario.Defects)}
            telemetry {string.Join(", ", scenario.Telemetry)}
            stores {string.Join(", ", scenario.Stores)}
            edits {string.Join(", ", scenario.Edits)}
            people {string.Join(", ", scenario.People)}
            deaths {string.Join(", ", scenario.Deaths)}
            stoppages {string.Join(", ", scenario.Stoppages)}; checks {string.Join(", ", scenario.Checks)}; busy {scenario.Busy}, {plan.OnBusy}
            flags {string.Join(", ", plan.Flags.Select(flag => $"{flag.Key} {flag.Order}"))}; environments {string.Join(", ", scenario.Environments.Select(environment => $"{environment.Name} looks {environment.DriftCheck}, windows {string.Join("+", environment.Protection?.Windows ?? [])}, approval {environment.Protection?.ApprovalWithin} by {string.Join("+", environment.Protection?.Approvers ?? [])}"))}
            """;
    }

    private static string Counted(Counting counting) => counting.ToString();
}
