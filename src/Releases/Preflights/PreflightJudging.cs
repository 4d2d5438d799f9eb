using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Wording;

namespace Releases.Preflights;

/// <summary>What an answer over the recent past says of a criterion. It is judged by the criterion's own rule, whatever its kind.</summary>
internal static class PreflightJudging
{
    internal static PreflightFinding Of(CourseCriterion criterion, string environment, Measured measured)
    {
        var over = Say.Span(measured.Target.Window.Length);
        var (level, text) = measured.Measurement switch
        {
            Measurement.Error error => (PreflightLevel.Error, $"{criterion.Name} cannot be measured: {error.Code}: {error.Message}{Remedy(error.Code, error.Message)}"),
            Measurement.Nothing { Heartbeat: null or 0 } when criterion.Counting.MinimumHeartbeat > 0 =>
                (PreflightLevel.Error, $"{criterion.Name}: no heartbeat row in the last {over}, and without it silence cannot be told from blindness"),
            Measurement.Cohorts { Exposed: null or { Units: 0 }, Control: { Units: > 0 } control } =>
                (PreflightLevel.Fine, $"{criterion.Name}: {Say.Count(control.Units)} units in the last {over}, none of them exposed yet"),
            Measurement.Cohorts { Exposed: null or { Units: 0 } } or Measurement.Nothing when criterion.Rule.Accumulates =>
                (PreflightLevel.Error, $"{criterion.Name}: no row in the last {over}, so there would be nothing to compare with: does its telemetry arrive in this workspace?"),
            Measurement.Nothing nothing =>
                (PreflightLevel.Warning, $"{criterion.Name}: {nothing.Reason} in the last {over}. That is right if it looks at exposed rows only, as nobody is exposed yet; else its filter fits nothing"),
            var answered => Judged(criterion, answered),
        };
        return new PreflightFinding(level, environment, criterion.Name, text);
    }

    internal static PreflightFinding OfFlag(string flag, string environment, Measurement measurement, TimeSpan past, bool waitedFor) => measurement switch
    {
        Measurement.Value { Number: 0, Samples: > 0 and var unnamed } =>
            new(Level(waitedFor), environment, flag, $"{flag} was evaluated {Say.Many(unnamed, "time")} in the last {Say.Span(past)}, and no event names its unit (TargetingId): its clients must add it; {InVain(waitedFor)}"),
        Measurement.Value { Number: > 0 } units => new(PreflightLevel.Fine, environment, flag, $"{flag} was evaluated {Say.Many(units.Samples ?? 0, "time")} for {Say.Many((long)units.Number, "unit")} in the last {Say.Span(past)}"),
        Measurement.Error error => new(PreflightLevel.Warning, environment, flag, $"whether {flag} is evaluated cannot be told: {error.Code}: {error.Message}"),
        _ => new(Level(waitedFor), environment, flag, $"no FeatureEvaluation event of {flag} in the last {Say.Span(past)}: nobody reads it here, or its clients do not publish telemetry; {InVain(waitedFor)}"),
    };

    private static PreflightLevel Level(bool waitedFor) => waitedFor ? PreflightLevel.Error : PreflightLevel.Warning;

    private static string InVain(bool waitedFor) => waitedFor ? "takeUp would wait for them in vain" : "who was exposed could not be told afterwards";

    private static (PreflightLevel Level, string Text) Judged(CourseCriterion criterion, Measurement measurement)
    {
        var finding = criterion.Rule.Judge(criterion.Name, measurement, criterion.Counting);
        return finding.Verdict switch
        {
            Verdict.Pass => (PreflightLevel.Fine, finding.Text),
            Verdict.Fail => (PreflightLevel.Warning, $"{finding.Text}; it would fail as things are, with nothing released"),
            Verdict.NoData => (PreflightLevel.Warning, $"{finding.Text}. That is right if it looks at exposed rows only, as nobody is exposed yet; else a release would be blind"),
            Verdict.ProviderError => (PreflightLevel.Error, finding.Text),
            _ => (PreflightLevel.Warning, $"{finding.Text}; a release would be blind as things are"),
        };
    }

    private static string Remedy(string code, string message) => code switch
    {
        "PartialError" => "; ask for less: a shorter window, fewer rows",
        "Timeout" => "; it is too slow: a release waits 30 s at most",
        "Throttled" or "CircuitOpen" or "Unreachable" or "Unavailable" => "; the query itself was not tried: do it again later",
        _ when message.Contains("no table", StringComparison.OrdinalIgnoreCase) || message.Contains("resolve table", StringComparison.OrdinalIgnoreCase) =>
            "; the workspace has no such table: does its telemetry arrive here?",
        _ => "",
    };
}
