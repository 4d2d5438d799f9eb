using System.Text.Json.Serialization;
using Releases.Wording;

namespace Releases.Judgement.Thresholds;

/// <summary>A value against a fixed bound.</summary>
public sealed record ThresholdRule(Condition FailWhen, Unit Unit) : Rule
{
    [JsonIgnore]
    public override string Text => FailWhen.Text;

    protected override Unit UnitOfValue => Unit;

    /// <remarks>NaN and infinities compare with nothing: they are NoData, for every provider alike.</remarks>
    protected override Finding JudgeValue(string name, Measurement.Value measured, long minimumSamples)
    {
        var on = measured.Samples is { } samples ? $" on {Say.Many(samples, "sample")}" : "";
        if (!double.IsFinite(measured.Number))
        {
            return new Finding(Verdict.NoData, $"{name} is {measured.Number}, which cannot be compared{on}", Samples: measured.Samples);
        }

        var value = Unit.Say(measured.Number);
        if (minimumSamples > 0 && measured.Samples is null)
        {
            const string missing = "the query gives no column 'samples', which minimumSamples needs";
            return new Finding(Verdict.ProviderError, $"{name} could not be measured: {missing}", measured.Number);
        }

        if (measured.Samples < minimumSamples)
        {
            return new Finding(Verdict.Insufficient, $"{name} {value}{on}, fewer than the {Say.Count(minimumSamples)} that it needs", measured.Number, measured.Samples);
        }

        return FailWhen.Holds(measured.Number)
            ? new Finding(Verdict.Fail, $"{name} {value}{on} fails: {FailWhen.Text}", measured.Number, measured.Samples)
            : new Finding(Verdict.Pass, $"{name} {value}{on} passes (fails when {FailWhen.Text})", measured.Number, measured.Samples);
    }
}
