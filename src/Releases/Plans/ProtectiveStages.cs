using Releases.Exposures;

namespace Releases.Plans;

/// <summary>Which stages only move flags towards what was captured.</summary>
public static class ProtectiveStages
{
    /// <summary>Names of the stages of which no flag's move is guarded, and at least one is a move.</summary>
    /// <param name="captured">The documents that were captured, by environment and key; flags that are not among them are not moved.</param>
    public static IReadOnlyList<string> Of(ReleasePlan plan, IEnumerable<(string Environment, string Key, string Document)> captured)
    {
        var moves = captured
            .SelectMany(flag =>
            {
                var steps = Steps(plan, flag.Environment, flag.Key);
                return steps.Zip(Movements.Of(flag.Document, [.. steps.Select(step => step.Exposure)]), (step, movement) => (step.Stage, Movement: movement));
            })
            .ToLookup(move => move.Stage, move => move.Movement);
        return [.. plan.Stages.Select(stage => stage.Name).Where(stage => moves[stage].Contains(Movement.Protective) && !moves[stage].Contains(Movement.Guarded))];
    }

    /// <summary>The exposures that a flag goes through in an environment, each with its stage.</summary>
    public static IReadOnlyList<(string Stage, Exposure Exposure)> Steps(ReleasePlan plan, string environment, string flag) =>
    [
        .. plan.Stages.Where(stage => stage.Environment == environment && (stage.Flags.Count == 0 || stage.Flags.Contains(flag)))
            .Select(stage => (stage.Name, stage.ExposureOf(flag))),
    ];
}
