namespace Releases.Judgement.Thresholds;

/// <summary>Writes conditions in the one way that does not depend on how they were spelled.</summary>
public static class ConditionText
{
    /// <summary>E.g. <c>value &gt; 5m</c>, whether the plan had <c>value&gt;300s</c> or <c>value &gt; 300000</c> with the unit ms.</summary>
    public static string Canonical(Condition condition, Unit unit) =>
        string.Join(condition.Any ? " or " : " and ", condition.Comparisons.Select(comparison => Canonical(comparison, unit)));

    private static string Canonical(Comparison comparison, Unit unit)
    {
        var sign = ConditionParser.Operators.First(known => known.Operator == comparison.Operator).Text;
        return $"value {sign} {BoundText.Format(comparison.Bound, unit)}";
    }
}
