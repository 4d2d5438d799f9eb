namespace Releases.Judgement.Metrics;

/// <summary>One question to Azure Monitor's metrics: whole intervals of the clock, as the service has no others.</summary>
/// <param name="Criterion">The criterion's name: what the answer is filed under.</param>
/// <param name="Intervals">Where the intervals that are judged begin and end; it may hold none.</param>
public sealed record MetricQuestion(string Criterion, Question.Metric Asked, Window Intervals)
{
    /// <summary>How many intervals are judged.</summary>
    public int Count => (int)(Intervals.Length.Ticks / Asked.Interval.Ticks);

    /// <summary>
    /// The intervals that end in a window: each is judged once, though windows begin whenever an exposure did. One that had begun before the
    /// exposure belongs to no window.
    /// </summary>
    /// <param name="exposedSince">When the exposure judged was in force everywhere; null where nothing is exposed yet.</param>
    public static MetricQuestion Of(string criterion, Question.Metric asked, Window window, DateTimeOffset? exposedSince)
    {
        var start = Floor(window.Start, asked.Interval);
        while (start < exposedSince)
        {
            start += asked.Interval;
        }

        var end = Floor(window.End, asked.Interval);
        return new MetricQuestion(criterion, asked, new Window(start, end < start ? start : end));
    }

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan interval) => new(at.UtcTicks - (at.UtcTicks % interval.Ticks), TimeSpan.Zero);
}
