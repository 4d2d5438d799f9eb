namespace Releases.Judgement.Alerts;

/// <summary>What the firing alerts say to a criterion.</summary>
public static class AlertAnswer
{
    /// <summary>One that fired is a failure, whoever else could not be asked; that none did is known only where all could.</summary>
    /// <param name="question">Which alerts count.</param>
    /// <param name="fired">All that are firing, from one or several who know of some.</param>
    /// <param name="exposedSince">What fired before is not the release's doing.</param>
    public static Measurement Of(Question.Alerts question, IReadOnlyList<FiredAlerts> fired, DateTimeOffset exposedSince)
    {
        var watched = fired.SelectMany(some => some.Firing)
            .Where(alert => AlertCriterion.Watches(question.Rules, question.Scope, alert))
            .DistinctBy(alert => alert.Id, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(alert => alert.FiredAt)
            .DistinctBy(alert => alert.ToString())
            .Take(Measurement.Series.Most)
            .Select(alert => new Point(alert.ToString(), alert.FiredAt >= exposedSince ? 1 : 0, null))
            .ToList();
        var problem = fired.Select(some => some.Problem).FirstOrDefault(problem => problem is not null);
        return problem is not null && watched.TrueForAll(point => point.Number == 0) ? problem
            : watched.Count == 0 ? new Measurement.Value(0, null)
            : new Measurement.Series(watched);
    }
}
