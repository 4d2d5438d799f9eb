using Releases.Judgement.Limits;
using Releases.Judgement.Rows;
using Releases.Judgement.Thresholds;

namespace Releases.Judgement.Quality;

/// <summary>Rates of what the exposed delivered and should not have: nulls, duplicates, references to what is not there.</summary>
/// <param name="Source">Whose rows.</param>
/// <param name="NullShares">Columns and the share of rows without a value in them that is allowed.</param>
/// <param name="Duplicates">What tells rows apart, and the share of rows that may be there again; null where they are not looked for.</param>
/// <param name="Orphans">References that must be found elsewhere.</param>
public sealed record QualityCriterion(string Name, RowSource Source, IReadOnlyList<NullShare> NullShares, DuplicateShare? Duplicates, IReadOnlyList<OrphanShare> Orphans)
    : Criterion(Name)
{
    internal const string DuplicateSeries = "duplicates";

    public override IReadOnlyList<Question> Questions => [new Question.Kql(QualityKql.Of(this)) { Reach = Orphans.Select(orphans => orphans.Reach).DefaultIfEmpty().Max() }];

    public override Rule Rule(int sequences) => new LimitsRule(
    [
        .. NullShares.Select(nulls => Limit.AtMost(nulls.Series, nulls.AtMost, Unit.Ratio)),
        .. Duplicates is { } duplicates ? [Limit.AtMost(DuplicateSeries, duplicates.AtMost, Unit.Ratio)] : Array.Empty<Limit>(),
        .. Orphans.Select(orphans => Limit.AtMost(orphans.Series, orphans.AtMost, Unit.Ratio)),
    ]);
}
