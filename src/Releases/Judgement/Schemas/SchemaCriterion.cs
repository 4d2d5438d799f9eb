using Releases.Judgement.Limits;
using Releases.Judgement.Thresholds;

namespace Releases.Judgement.Schemas;

/// <summary>The columns of a table, and their types, against those that its readers rely on.</summary>
/// <param name="From">The table.</param>
/// <param name="Time">The column that says when; without a row in the window there is nothing to judge.</param>
/// <param name="Columns">Names and KQL types, ordered by name.</param>
/// <param name="Closed">Whether further columns are failures too.</param>
public sealed record SchemaCriterion(string Name, string From, string Time, IReadOnlyDictionary<string, string> Columns, bool Closed) : Criterion(Name)
{
    /// <summary>The types that a column can have.</summary>
    public static readonly IReadOnlyList<string> Types = ["bool", "datetime", "decimal", "dynamic", "guid", "int", "long", "real", "string", "timespan"];

    public override IReadOnlyList<Question> Questions => [new Question.Kql(SchemaKql.Of(this))];

    public override Rule Rule(int sequences) => Limit.AtMost(Name, 0, Unit.None).Alone();
}
