namespace Releases.Judgement;

/// <summary>What a criterion's query gives.</summary>
public enum AnswerShape
{
    /// <summary>One row with a column <c>value</c>, or one for each series where there is a column <c>series</c>.</summary>
    Value,

    /// <summary>A row for each cohort, told apart by a column <c>exposed</c>.</summary>
    Cohorts,
}
