using Releases.Judgement.Thresholds;

namespace Releases.Judgement.Metrics;

/// <summary>A metric of Azure Monitor against a fixed bound, once for each closed window. Its samples are intervals that have a value.</summary>
/// <param name="Asked">Which metric, of which resources.</param>
/// <param name="FailWhen">The condition on the value that is a failure.</param>
/// <param name="Unit">What the value is measured in.</param>
public sealed record MetricCriterion(string Name, Question.Metric Asked, Condition FailWhen, Unit Unit) : Criterion(Name)
{
    /// <summary>The intervals that Azure Monitor has.</summary>
    public static readonly IReadOnlyList<TimeSpan> Intervals =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(1),
    ];

    public override IReadOnlyList<Question> Questions => [Asked];

    public override Rule Rule(int sequences) => new ThresholdRule(FailWhen, Unit);
}
