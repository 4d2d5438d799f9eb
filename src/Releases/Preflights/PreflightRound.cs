using Releases.Judgement;
using Releases.Lifecycle;

namespace Releases.Preflights;

/// <summary>What is asked of one environment, as one tick of a release would ask it.</summary>
/// <param name="Measure">The criteria, each over its own window of the recent past.</param>
/// <param name="Flags">What is asked of the flags' evaluations beside them, by the flag's key.</param>
public sealed record PreflightRound(Effect.Measure Measure, IReadOnlyList<(string Flag, string Kql)> Flags, Window Past)
{
    public string Environment => Measure.Environment;
}
