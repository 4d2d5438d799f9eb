using Releases.Judgement;

namespace Releases.Plans.Reading.Kinds;

/// <summary>What the shape of a kind needs beside the node that it reads.</summary>
/// <param name="Name">The criterion's name.</param>
/// <param name="Counting">How it counts; its window is <see cref="Unknown"/> where the plan's is a mistake.</param>
/// <param name="Pipelines">The pipelines that the plan declares.</param>
internal sealed record KindReading(string Name, Counting Counting, IReadOnlyList<Pipeline> Pipelines, PlanErrors Errors)
{
    /// <summary>A window that nobody can write.</summary>
    public static readonly TimeSpan Unknown = TimeSpan.FromTicks(1);
}
