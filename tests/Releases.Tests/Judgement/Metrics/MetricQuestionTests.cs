using Releases.Judgement;
using Releases.Judgement.Metrics;

namespace Releases.Tests.Judgement.Metrics;

public sealed class MetricQuestionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 15, 0, 0, 15)]
    [InlineData(2, 17, 2, 5, 15)]
    [InlineData(17, 32, 2, 15, 30)]
    [InlineData(2, 17, null, 0, 15)]
    [InlineData(1, 4, 1, 5, 5)]
    public void Intervals_AreThoseThatEndInTheWindow_AndBeganWithTheExposure(int start, int end, int? exposed, int first, int last)
    {
        var question = Of(new Window(Noon.AddMinutes(start), Noon.AddMinutes(end)), exposed is { } minute ? Noon.AddMinutes(minute) : null);

        Assert.Equal(new Window(Noon.AddMinutes(first), Noon.AddMinutes(last)), question.Intervals);
        Assert.Equal((last - first) / 5, question.Count);
    }

    /// <summary>Windows of a release follow each other without a gap, and so do the intervals that they are judged by.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(299)]
    public void Intervals_OfWindowsInARow_AreEachJudgedOnce(int seconds)
    {
        var begun = Noon.AddSeconds(seconds);
        var questions = Enumerable.Range(0, 20).Select(window => Of(new Window(begun.AddMinutes(15 * window), begun.AddMinutes(15 * (window + 1))), begun)).ToList();

        Assert.All(questions.Zip(questions.Skip(1)), pair => Assert.Equal(pair.First.Intervals.End, pair.Second.Intervals.Start));
        Assert.True(questions[0].Intervals.Start >= begun);
        Assert.All(questions, question => Assert.InRange(question.Count, 2, 3));
    }

    [Theory]
    [InlineData(null, "", null)]
    [InlineData("EntityName", "", "EntityName eq '*'")]
    [InlineData("EntityName", "EntityName=orders,refunds", "EntityName eq 'orders' or EntityName eq 'refunds'")]
    [InlineData("EntityName", "Zone=one", "Zone eq 'one' and EntityName eq '*'")]
    [InlineData(null, "Name=O'Brien", "Name eq 'O''Brien'")]
    public void Filter_SaysWhatIsWanted(string? by, string where, string? filter)
    {
        var wanted = where.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('='))
            .ToDictionary(part => part[0], part => (IReadOnlyList<string>)part[1].Split(','));

        Assert.Equal(filter, MetricFilter.Of(Asked with { By = by, Where = wanted }));
    }

    private static readonly Question.Metric Asked = new(
        ["queue"], null, "ActiveMessages", MetricAggregation.Maximum, TimeSpan.FromMinutes(5), new Dictionary<string, IReadOnlyList<string>>(), null, false);

    private static MetricQuestion Of(Window window, DateTimeOffset? exposed) => MetricQuestion.Of("it", Asked, window, exposed);
}
