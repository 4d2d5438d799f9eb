using System.Text.Json.Serialization;
using Releases.Wording;

namespace Releases.Judgement.Probes;

/// <summary>Every assertion is a series, 0 where it holds and 1 where it does not; one that does not is a failure.</summary>
public sealed record ProbeRule(string Host) : Rule
{
    [JsonIgnore]
    public override string Text => $"an answer of {Host} that is not as wanted";

    protected override Finding JudgeSeries(string name, Measurement.Series measured, long minimumSamples)
    {
        var broken = measured.Points.Where(point => point.Number > 0).Select(point => point.Name).ToList();
        return broken.Count > 0
            ? new Finding(Verdict.Fail, $"{name}: {Say.List(broken)}", broken.Count)
            : new Finding(Verdict.Pass, $"{name}: {Say.List(measured.Points.Select(point => point.Name))}", 0);
    }
}
