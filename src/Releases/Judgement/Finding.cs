using Releases.Judgement.Sequences;
using Releases.Judgement.Thresholds;

namespace Releases.Judgement;

/// <summary>A verdict with what it rests on.</summary>
/// <param name="Text">The verdict with its numbers, e.g. <c>p95-latency 412 s, fails when value &gt; 300s, on 1,204 samples</c>.</param>
/// <param name="Value">The measured value, if it is a number.</param>
/// <param name="Samples">Rows behind it, if the query says so; units of the exposed cohort in a comparison.</param>
/// <param name="Looked">The looks at a comparison so far, this one included.</param>
public sealed record Finding(Verdict Verdict, string Text, double? Value = null, long? Samples = null, Looked? Looked = null)
{
    /// <summary>What <see cref="Value"/> is measured in.</summary>
    public Unit Unit { get; init; }
}
