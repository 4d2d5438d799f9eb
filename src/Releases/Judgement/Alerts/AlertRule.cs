using System.Text.Json.Serialization;
using Releases.Wording;

namespace Releases.Judgement.Alerts;

/// <summary>An alert that fired since the exposure fails. One that was firing before is nobody's to judge by: nothing grows until it has ended.</summary>
public sealed record AlertRule(IReadOnlyList<string> Rules) : Rule
{
    [JsonIgnore]
    public override string Text => Rules.Count == 0 ? "any alert in scope" : $"an alert of {Say.List(Rules)}";

    [JsonIgnore]
    public override bool LooksEarly => true;

    protected override Finding JudgeValue(string name, Measurement.Value measured, long minimumSamples) =>
        new(Verdict.Pass, $"{name}: no alert {(Rules.Count == 0 ? "in scope" : $"of {Say.List(Rules)}")} is firing", measured.Number);

    protected override Finding JudgeSeries(string name, Measurement.Series measured, long minimumSamples)
    {
        var fired = measured.Points.Where(point => point.Number > 0).Select(point => point.Name).ToList();
        return fired.Count > 0
            ? new Finding(Verdict.Fail, $"{name}: {Say.List(fired)}", fired.Count)
            : new Finding(Verdict.Insufficient, $"{name}: {Say.List(measured.Points.Select(point => point.Name))}, before the exposure, and still firing", 0);
    }
}
