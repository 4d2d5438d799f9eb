namespace Releases.Judgement.Thresholds;

/// <summary>A measured value against a fixed bound, once for each closed window.</summary>
/// <param name="Kql">
/// The query; it sees <c>windowStart</c> and <c>windowEnd</c> (both inclusive, the end being the window's last tick),
/// <c>release</c>, <c>stage</c> and <c>environment</c>, and gives one row with a column <c>value</c> and, if it likes, <c>samples</c>; or one for each <c>series</c>.
/// </param>
/// <param name="FailWhen">The condition on the value that is a failure.</param>
/// <param name="Unit">What the value is measured in; used to read the condition's literals and to write evidence.</param>
public sealed record ThresholdCriterion(string Name, string Kql, Condition FailWhen, Unit Unit) : Criterion(Name)
{
    /// <summary>Values of the plan's own that the query sees by their names, ordered by them.</summary>
    public IReadOnlyDictionary<string, KqlValue> With { get; init; } = new SortedDictionary<string, KqlValue>(StringComparer.Ordinal);

    public override IReadOnlyList<Question> Questions => [new Question.Kql(Kql) { Values = With }];

    public override Rule Rule(int sequences) => new ThresholdRule(FailWhen, Unit);
}
