using System.Text.Json.Serialization;
using Releases.Judgement.Alerts;
using Releases.Judgement.Comparisons;
using Releases.Judgement.Compositions;
using Releases.Judgement.Freshness;
using Releases.Judgement.Limits;
using Releases.Judgement.Probes;
using Releases.Judgement.Thresholds;
using Releases.Judgement.Volumes;

namespace Releases.Judgement;

/// <summary>How one measurement is judged; a criterion without its query, small enough to travel with a release's state.</summary>
[JsonDerivedType(typeof(ThresholdRule), "threshold")]
[JsonDerivedType(typeof(LimitsRule), "limits")]
[JsonDerivedType(typeof(FreshnessRule), "freshness")]
[JsonDerivedType(typeof(VolumeRule), "volume")]
[JsonDerivedType(typeof(AlertRule), "alert")]
[JsonDerivedType(typeof(ProbeRule), "probe")]
[JsonDerivedType(typeof(CompositeRule), "composite")]
[JsonDerivedType(typeof(ComparisonRule), "comparison")]
public abstract record Rule
{
    /// <summary>The condition as people read it.</summary>
    [JsonIgnore]
    public abstract string Text { get; }

    /// <summary>Whether each measurement looks at everything since the exposure changed, and not at a window of its own.</summary>
    [JsonIgnore]
    public virtual bool Accumulates => false;

    /// <summary>Whether a failure can be told before a window is over: nothing that the rest of it brings could undo it.</summary>
    [JsonIgnore]
    public virtual bool LooksEarly => false;

    /// <summary>What the value of a finding is measured in, where the finding does not say.</summary>
    [JsonIgnore]
    protected virtual Unit UnitOfValue => Unit.None;

    /// <summary>Whether it tells silence from blindness itself, so that <see cref="Silence"/> is not asked.</summary>
    protected virtual bool JudgesSilence => false;

    /// <summary>Judges what the provider answered for one window, silence included.</summary>
    /// <param name="name">The criterion's name, for the text.</param>
    /// <param name="measurement">The answer.</param>
    /// <param name="counting">How many rows the window needs to speak at all, and how many others tell silence from blindness.</param>
    /// <param name="look">What a comparison has to know of its looks; by default, that this is the first.</param>
    public Finding Judge(string name, Measurement measurement, Counting counting, Look? look = null) =>
        Judge(name, measurement, counting.MinimumSamples, counting.MinimumHeartbeat, look);

    /// <summary>Judges what the provider answered for one window.</summary>
    /// <param name="name">The criterion's name, for the text.</param>
    /// <param name="measurement">The answer.</param>
    /// <param name="minimumSamples">Rows that the window needs to speak at all.</param>
    /// <param name="look">What a comparison has to know of its looks; by default, that this is the first.</param>
    public Finding Judge(string name, Measurement measurement, long minimumSamples, Look? look = null)
    {
        var finding = Judged(name, measurement, minimumSamples, look);
        return finding is { Value: not null, Unit: Unit.None } ? finding with { Unit = UnitOfValue } : finding;
    }

    private Finding Judged(string name, Measurement measurement, long minimumSamples, Look? look) => measurement switch
    {
        Measurement.Error error => new Finding(Verdict.ProviderError, $"{name} could not be measured: {error.Code}: {error.Message}"),
        Measurement.Nothing nothing => new Finding(Verdict.NoData, $"{name}: {nothing.Reason}", Samples: nothing.Samples),
        Measurement.Value value => JudgeValue(name, value, minimumSamples),
        Measurement.Series series => JudgeSeries(name, series, minimumSamples),
        Measurement.Parts parts => JudgeParts(name, parts, look ?? Look.First),
        Measurement.Cohorts cohorts => JudgeCohorts(name, cohorts, look ?? Look.First),
        _ => throw new InvalidOperationException($"No rule for {measurement}."),
    };

    internal Finding Judge(string name, Measurement measurement, long minimumSamples, long minimumHeartbeat, Look? look) =>
        (JudgesSilence ? null : Silence.Judge(name, measurement, minimumHeartbeat)) ?? Judge(name, measurement, minimumSamples, look);

    /// <summary>Judges a value.</summary>
    protected virtual Finding JudgeValue(string name, Measurement.Value measured, long minimumSamples) => Unwanted(name, "one value");

    /// <summary>Judges a value for each series: unless a rule knows better, each by itself.</summary>
    protected virtual Finding JudgeSeries(string name, Measurement.Series measured, long minimumSamples) =>
        Combining.Series(name, [.. measured.Points.Select(point => Judge($"{name} of {point.Name}", point.Alone(), minimumSamples))]);

    /// <summary>Judges cohorts.</summary>
    protected virtual Finding JudgeCohorts(string name, Measurement.Cohorts measured, Look look) => Unwanted(name, "a row for each cohort");

    /// <summary>Judges the answers of several criteria that are one.</summary>
    protected virtual Finding JudgeParts(string name, Measurement.Parts measured, Look look) => Unwanted(name, "several answers");

    private static Finding Unwanted(string name, string found) =>
        new(Verdict.ProviderError, $"{name} could not be measured: the query gives {found}, which this kind of criterion cannot judge");
}
