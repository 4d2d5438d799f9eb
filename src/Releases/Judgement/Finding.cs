namespace Releases.Judgement;

/// <summary>A verdict with what it rests on.</summary>
/// <param name="Text">The verdict with its numbers, e.g. <c>p95-latency 412 s, fails when value &gt; 300s, on 1,204 samples</c>.</param>
/// <param name="Value">The measured value, if it is a number.</param>
/// <param name="Samples">Rows behind it, if the query says so.</param>
public sealed record Finding(Verdict Verdict, string Text, double? Value = null, long? Samples = null);
