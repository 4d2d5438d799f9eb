using System.Text.Json.Serialization;
using Releases.Judgement.Thresholds;

namespace Releases.Judgement.Limits;

/// <summary>Several numbers, each with a limit of its own.</summary>
/// <param name="Limits">At least one.</param>
/// <param name="Together">Whether it fails only if all of them are broken, and not if one is.</param>
public sealed record LimitsRule(IReadOnlyList<Limit> Limits, bool Together = false) : Rule
{
    [JsonIgnore]
    public override string Text => string.Join(Together ? " and " : " or ", Limits.Select(limit => limit.FailWhen.Text.Replace("value", limit.Of, StringComparison.Ordinal)));

    protected override Finding JudgeSeries(string name, Measurement.Series measured, long minimumSamples)
    {
        var findings = Limits.Select(limit => Judge($"{name}: {limit.Of}", limit, measured.Points.FirstOrDefault(point => point.Name == limit.Of), minimumSamples)).ToList();
        return Together ? Combining.Any(name, findings) : Combining.All(name, findings);
    }

    private static Finding Judge(string name, Limit limit, Point? point, long minimumSamples) => point is null
        ? new Finding(Verdict.ProviderError, $"{name} could not be measured: the query gives no such series")
        : new ThresholdRule(limit.FailWhen, limit.Unit).Judge(name, point.Alone(), minimumSamples);
}
