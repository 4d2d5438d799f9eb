using System.Text.Json.Serialization;
using Releases.Judgement;
using Releases.Judgement.Thresholds;

namespace Releases.Records;

/// <summary>What a verdict rests on.</summary>
/// <param name="Criterion">Its name in the plan; the query is there.</param>
/// <param name="Window">The span of event time that was judged.</param>
/// <param name="Value">The measured value, in <see cref="Unit"/>.</param>
/// <param name="Condition">The condition it was held against, as the plan has it.</param>
/// <param name="Samples">Rows behind the value, where the query says so.</param>
/// <param name="Exposure">What was exposed at the time.</param>
public sealed record Evidence(
    string Criterion,
    Verdict Verdict,
    Window Window,
    double? Value,
    string Condition,
    long? Samples,
    string Exposure)
{
    /// <summary>What the value is measured in; left out where it is a bare number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Unit Unit { get; init; }
}
