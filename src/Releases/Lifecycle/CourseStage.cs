using Releases.Exposures;
using Releases.Plans;

namespace Releases.Lifecycle;

/// <summary>One stage as the machine goes through it.</summary>
/// <param name="Moves">Keys of the flags whose exposure it changes; none for a watch.</param>
/// <param name="Criteria">Names of all criteria judged in it, guardrails included.</param>
/// <param name="Watch">Whether it only watches what the stage before has exposed.</param>
public sealed record CourseStage(
    string Name,
    string Environment,
    Exposure Exposure,
    IReadOnlyList<string> Moves,
    TimeSpan Bake,
    IReadOnlyList<string> Criteria,
    Approval? Approval,
    bool Watch)
{
    /// <summary>Names of the checks that must say yes before it begins.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];
}
