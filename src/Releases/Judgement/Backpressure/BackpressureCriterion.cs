using Releases.Judgement.Limits;
using Releases.Judgement.Thresholds;

namespace Releases.Judgement.Backpressure;

/// <summary>What waits in front of a pipeline. A queue is shared by the exposed and the others, so all of its samples count.</summary>
/// <param name="Source">Where samples of the queue come from.</param>
/// <param name="OlderThan">The age of the oldest item, at its largest in the window, that is a failure.</param>
/// <param name="DeeperThan">The mean number of items over the window that is a failure: a burst alone is none.</param>
/// <param name="GrowsBy">Items a minute by which the number grows over the window (least squares) that are a failure.</param>
public sealed record BackpressureCriterion(string Name, QueueSource Source, TimeSpan? OlderThan, double? DeeperThan, double? GrowsBy) : Criterion(Name)
{
    internal const string Age = "age";
    internal const string Depth = "depth";
    internal const string Growth = "growth";

    public override IReadOnlyList<Question> Questions => [new Question.Kql(BackpressureKql.Of(this))];

    public override Rule Rule(int sequences) => new LimitsRule([.. Of(OlderThan?.TotalSeconds, Age, Unit.Seconds), .. Of(DeeperThan, Depth, Unit.None), .. Of(GrowsBy, Growth, Unit.None)]);

    private static IEnumerable<Limit> Of(double? most, string series, Unit unit) => most is { } limit ? [Limit.AtMost(series, limit, unit)] : [];
}
