using Releases.Durations;
using Releases.Judgement.Limits;
using Releases.Judgement.Rows;
using Releases.Judgement.Thresholds;

namespace Releases.Judgement.Objectives;

/// <summary>
/// How fast the exposed use up the error budget of a service-level objective. A burn rate is the share of bad rows over the share that the objective
/// allows; it fails when that is too high over a long window, which makes it matter, and over a short one, which says that it still goes on.
/// </summary>
/// <remarks>
/// Beyer, Murphy, Rensin, Kawahara, Thorne (eds.), "The Site Reliability Workbook" (O'Reilly 2018), ch. 5 "Alerting on SLOs", sec. 6, "Multiwindow, multi-burn-rate
/// alerts": burn rate = error ratio / (1 - objective); 14.4 over 1 h and 5 min is 2 % of a 30-day budget in an hour.
/// </remarks>
/// <param name="Source">Whose rows.</param>
/// <param name="Bad">Whether a row is bad, a column or an expression.</param>
/// <param name="Objective">The share of rows that must be good, above 0 and below 1.</param>
/// <param name="BurnRate">The rate above which it fails.</param>
/// <param name="Long">The long window.</param>
/// <param name="Short">The short window, at most as long.</param>
public sealed record ObjectiveCriterion(string Name, RowSource Source, string Bad, double Objective, double BurnRate, TimeSpan Long, TimeSpan Short) : Criterion(Name)
{
    public override IReadOnlyList<Question> Questions =>
        [new Question.Kql(ObjectiveKql.Of(this)) { Reach = Long > Counting.Window ? Long - Counting.Window : TimeSpan.Zero }];

    public override Rule Rule(int sequences) => new LimitsRule([Limit.AtMost(Series(Long), BurnRate, Unit.None), Limit.AtMost(Series(Short), BurnRate, Unit.None)], Together: true);

    /// <summary>What the rate over a window is called in an answer.</summary>
    internal static string Series(TimeSpan window) => $"burn rate over {DurationText.Format(window)}";
}
