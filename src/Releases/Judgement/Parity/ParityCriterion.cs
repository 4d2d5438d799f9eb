using Releases.Judgement.Limits;
using Releases.Judgement.Thresholds;

namespace Releases.Judgement.Parity;

/// <summary>What a shadow run delivers against what the old path does.</summary>
/// <param name="Source">Where both are.</param>
/// <param name="Rows">Difference of the numbers of rows that is allowed, as a share of the old path's; null where nobody asks.</param>
/// <param name="Sums">Difference of the sums, likewise.</param>
/// <param name="Mismatches">Keys that only one of the paths has, or that differ, as a share of all keys.</param>
public sealed record ParityCriterion(string Name, ParitySource Source, double? Rows, double? Sums, double? Mismatches) : Criterion(Name)
{
    internal const string RowSeries = "rows";
    internal const string SumSeries = "sums";
    internal const string MismatchSeries = "mismatches";

    public override IReadOnlyList<Question> Questions => [new Question.Kql(ParityKql.Of(this))];

    public override Rule Rule(int sequences) => new LimitsRule([.. Of(Rows, RowSeries), .. Of(Sums, SumSeries), .. Of(Mismatches, MismatchSeries)]);

    private static IEnumerable<Limit> Of(double? most, string series) => most is { } limit ? [Limit.AtMost(series, limit, Unit.Ratio)] : [];
}
