using Releases.Judgement;

namespace Releases.Plans.Reading.Kinds;

/// <summary>What the shape of a kind needs beside the node that it reads.</summary>
/// <param name="Name">The criterion's name.</param>
/// <param name="Counting">How it counts.</param>
/// <param name="Pipelines">The pipelines that the plan declares.</param>
internal sealed record KindReading(string Name, Counting Counting, IReadOnlyList<Pipeline> Pipelines, PlanErrors Errors);
