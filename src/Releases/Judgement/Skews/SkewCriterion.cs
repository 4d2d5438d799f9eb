using Releases.Judgement.Rows;
using Releases.Judgement.Thresholds;

namespace Releases.Judgement.Skews;

/// <summary>How unequally the exposed rows are spread over partitions. With one partition there is nothing to be unequal to.</summary>
/// <param name="Source">Whose rows.</param>
/// <param name="By">The partition, a column or an expression.</param>
/// <param name="Of">What is added up for each, a column or an expression; null counts rows.</param>
/// <param name="AtMost">The value above which it fails.</param>
public sealed record SkewCriterion(string Name, RowSource Source, string By, string? Of, SkewMeasure Measure, double AtMost) : Criterion(Name)
{
    public override IReadOnlyList<Question> Questions => [new Question.Kql(SkewKql.Of(this))];

    public override Rule Rule(int sequences) => Limits.Limit.AtMost(Name, AtMost, Measure == SkewMeasure.LargestShare ? Unit.Ratio : Unit.None).Alone();
}
