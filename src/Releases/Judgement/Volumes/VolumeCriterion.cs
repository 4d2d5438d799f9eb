using Releases.Judgement.Rows;

namespace Releases.Judgement.Volumes;

/// <summary>What the exposed deliver in a window, as a share of what is expected of them.</summary>
/// <param name="Source">Whose rows.</param>
/// <param name="Of">What is added up, a column or an expression; null counts rows.</param>
/// <param name="Expected">Where the expectation comes from.</param>
/// <param name="AtLeast">The share below which it fails, not negative; 0.8 is 80 %.</param>
/// <param name="AtMost">The share above which it fails; null for no such limit.</param>
/// <param name="MinimumExpected">What must be expected of a window for it to speak: of three rows two are no sign of anything.</param>
public sealed record VolumeCriterion(string Name, RowSource Source, string? Of, Expectation Expected, double AtLeast, double? AtMost, double MinimumExpected) : Criterion(Name)
{
    public override IReadOnlyList<Question> Questions =>
        [new Question.Kql(VolumeKql.Of(this)) { Reach = Expected is Expectation.LikeHours like ? like.Every * like.Times : TimeSpan.Zero }];

    public override Rule Rule(int sequences) => new VolumeRule(AtLeast, AtMost, MinimumExpected, Counting.MinimumHeartbeat);
}
