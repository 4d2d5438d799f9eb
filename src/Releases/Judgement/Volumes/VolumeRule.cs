using System.Text.Json.Serialization;
using Releases.Judgement.Thresholds;
using Releases.Wording;

namespace Releases.Judgement.Volumes;

/// <summary>An amount as a share of its baseline. Nothing is divided by a baseline of zero: then there is nothing to compare.</summary>
public sealed record VolumeRule(double AtLeast, double? AtMost, double MinimumExpected, long MinimumHeartbeat) : Rule
{
    [JsonIgnore]
    public override string Text => $"volume below {Percent(AtLeast)}{(AtMost is { } most ? $" or above {Percent(most)}" : "")} of what is expected";

    protected override Unit UnitOfValue => Unit.Ratio;

    protected override bool JudgesSilence => true;

    protected override Finding JudgeValue(string name, Measurement.Value measured, long minimumSamples)
    {
        if (measured.Baseline is not { } expected)
        {
            return new Finding(Verdict.ProviderError, $"{name} could not be measured: the query gives no column 'baseline'");
        }

        if (!double.IsFinite(measured.Number) || !double.IsFinite(expected) || expected <= 0)
        {
            var what = double.IsFinite(expected) && expected <= 0 ? "nothing is expected" : $"{measured.Number} cannot be compared with {expected}";
            return new Finding(Verdict.NoData, $"{name}: {what}", Samples: measured.Samples);
        }

        if (expected < MinimumExpected)
        {
            return new Finding(Verdict.Insufficient, $"{name}: {Say.Number(expected)} are expected, fewer than the {Say.Number(MinimumExpected)} that it needs", Samples: measured.Samples);
        }

        var (share, beats) = (measured.Number / expected, measured.Heartbeat ?? 0);
        var text = $"{name}: {Say.Number(measured.Number)} are {Percent(share)} of the {Say.Number(expected)} that are expected";
        if (measured.Samples is null or 0 && beats < Math.Max(1, MinimumHeartbeat))
        {
            return new Finding(Verdict.NoData, $"{name}: no row of the {Say.Number(expected)} that are expected, and nothing else arrives: silence or blindness", Samples: 0);
        }

        return share < AtLeast ? new Finding(Verdict.Fail, $"{text}, less than {Percent(AtLeast)}", share, measured.Samples)
            : share > AtMost ? new Finding(Verdict.Fail, $"{text}, more than {Percent(AtMost.Value)}", share, measured.Samples)
            : new Finding(Verdict.Pass, $"{text}, {Percent(AtLeast)}{(AtMost is { } most ? $" to {Percent(most)}" : "")} are allowed", share, measured.Samples);
    }

    private static string Percent(double share) => $"{Say.Number(share * 100)} %";
}
