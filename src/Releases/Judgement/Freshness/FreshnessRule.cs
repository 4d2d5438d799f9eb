using System.Text.Json.Serialization;
using Releases.Judgement.Thresholds;
using Releases.Wording;

namespace Releases.Judgement.Freshness;

/// <summary>
/// Too old is a failure only where something else arrives: with neither new rows nor a heartbeat nobody can tell a late pipeline from telemetry
/// that is down.
/// </summary>
public sealed record FreshnessRule(TimeSpan OlderThan, long MinimumHeartbeat) : Rule
{
    [JsonIgnore]
    public override string Text => $"newest row older than {Say.Span(OlderThan)}";

    protected override Unit UnitOfValue => Unit.Milliseconds;

    protected override bool JudgesSilence => true;

    protected override Finding JudgeValue(string name, Measurement.Value measured, long minimumSamples)
    {
        if (!double.IsFinite(measured.Number))
        {
            return new Finding(Verdict.NoData, $"{name}: the age is {measured.Number}, which cannot be compared", Samples: measured.Samples);
        }

        var (age, none) = (Unit.Milliseconds.Say(measured.Number), measured.Samples is null or 0);
        var newest = none ? $"{name}: no exposed row for {age}" : $"{name}: the newest of {Say.Many(measured.Samples!.Value, "exposed row")} is {age} old";
        if (measured.Number <= OlderThan.TotalMilliseconds)
        {
            return none
                ? new Finding(Verdict.Insufficient, $"{newest}, {Say.Span(OlderThan)} are allowed", measured.Number, 0)
                : new Finding(Verdict.Pass, $"{newest}, {Say.Span(OlderThan)} are allowed", measured.Number, measured.Samples);
        }

        var beats = measured.Heartbeat ?? 0;
        return beats >= Math.Max(1, MinimumHeartbeat)
            ? new Finding(Verdict.Fail, $"{newest}, more than {Say.Span(OlderThan)}, while {Say.Many(beats, "other row")} arrived", measured.Number, measured.Samples)
            : new Finding(Verdict.NoData, $"{newest}, and {(beats == 0 ? "nothing else arrives" : $"{Say.Many(beats, "other row")} arrived, {Say.Count(MinimumHeartbeat)} would tell")}: silence or blindness", measured.Number, measured.Samples);
    }
}
