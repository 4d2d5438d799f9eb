namespace Releases.Judgement.Alerts;

/// <summary>What the firing alerts say to a criterion.</summary>
public static class AlertAnswer
{
    /// <param name="question">Which alerts count.</param>
    /// <param name="firing">All that are firing.</param>
    /// <param name="exposedSince">What fired before is not the release's doing.</param>
    public static Measurement Of(Question.Alerts question, IReadOnlyList<Alert> firing, DateTimeOffset exposedSince)
    {
        var watched = firing.Where(alert => AlertCriterion.Watches(question.Rules, question.Scope, alert))
            .OrderByDescending(alert => alert.FiredAt)
            .DistinctBy(alert => alert.ToString())
            .Take(Measurement.Series.Most)
            .Select(alert => new Point(alert.ToString(), alert.FiredAt >= exposedSince ? 1 : 0, null))
            .ToList();
        return watched.Count == 0 ? new Measurement.Value(0, null) : new Measurement.Series(watched);
    }
}
