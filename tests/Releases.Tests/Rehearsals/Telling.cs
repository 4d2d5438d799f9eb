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
            stages {string.Join("; ", plan.Stages.Select(stage => $"{stage.Name}: {stage.Expose} in {stage.Environment} for {stage.Bake}, {string.Join("+", stage.Criteria)}, moves {string.Join("+", stage.Flags)}, asks {stage.Approval}, watch {stage.Watch}"))}
            criteria {string.Join("; ", plan.Criteria.Select(criterion => $"{criterion.Name} {Counted(criterion.Counting)}"))}; guardrails {string.Join(", ", plan.Guardrails)}
            on failure {plan.OnFailure}; {plan.Flags.Count} flags; seed {scenario.Seed}; bells {scenario.Bells}
            defects {string.Join(", ", scenario.Defects)}
            telemetry {string.Join(", ", scenario.Telemetry)}
            stores {string.Join(", ", scenario.Stores)}
            edits {string.Join(", ", scenario.Edits)}
            people {string.Join(", ", scenario.People)}
            deaths {string.Join(", ", scenario.Deaths)}
            """;
    }

    private static string Counted(Counting counting) => counting.ToString();
}
