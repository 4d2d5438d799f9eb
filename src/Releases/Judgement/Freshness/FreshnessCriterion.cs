namespace Releases.Judgement.Freshness;

/// <summary>The age of the newest exposed row, whenever it is looked at; of each series by itself where there are several.</summary>
/// <param name="Source">Whose rows.</param>
/// <param name="By">What tells series apart, a column or an expression; null where all rows are one.</param>
/// <param name="OlderThan">The age that is a failure.</param>
public sealed record FreshnessCriterion(string Name, Rows.RowSource Source, string? By, TimeSpan OlderThan) : Criterion(Name)
{
    public override IReadOnlyList<Question> Questions => [new Question.Kql(FreshnessKql.Of(this)) { Reach = Reach }];

    /// <summary>Far enough that a row past the limit is seen, and said how far: no further, as every row is read.</summary>
    public TimeSpan Reach => OlderThan * 2 > Counting.Window ? OlderThan * 2 : Counting.Window;

    public override Rule Rule(int sequences) => new FreshnessRule(OlderThan, Counting.MinimumHeartbeat);
}
