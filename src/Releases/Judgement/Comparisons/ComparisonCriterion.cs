namespace Releases.Judgement.Comparisons;

/// <summary>The exposed cohort against a concurrent control, from the change of the exposure on.</summary>
/// <param name="Source">Where the statistics come from.</param>
/// <param name="Judged">What is compared and tolerated; its alpha is that of the whole release, before it is divided.</param>
/// <param name="Detect">What the plan promises to catch; null where it promises nothing.</param>
/// <param name="Required">Whether it passes only when it could have shown that regression.</param>
public sealed record ComparisonCriterion(string Name, CohortSource Source, ComparisonRule Judged, Detection? Detect, bool Required) : Criterion(Name)
{
    public override IReadOnlyList<Question> Questions => [new Question.Kql(CohortKql.Of(Source, Judged), AnswerShape.Cohorts)];

    /// <summary>The rule as a release follows it.</summary>
    /// <param name="sequences">Comparisons of the whole release, each stage counted: they share its alpha evenly (Bonferroni).</param>
    public override ComparisonRule Rule(int sequences) => Judged with { Alpha = Judged.Alpha / Math.Max(1, sequences), Required = Required ? Detect : null };
}
