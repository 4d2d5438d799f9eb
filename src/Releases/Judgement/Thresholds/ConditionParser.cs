namespace Releases.Judgement.Thresholds;

/// <summary>
/// Reads conditions such as <c>value &gt; 300s or value &lt; 1s</c>: comparisons of <c>value</c> with a literal, joined all by
/// <c>or</c> or all by <c>and</c>. Literals with a unit are converted into the criterion's own.
/// </summary>
public static class ConditionParser
{
    /// <summary>The operators as they are written, the longer ones first.</summary>
    internal static readonly (string Text, ComparisonOperator Operator)[] Operators =
    [
        (">=", ComparisonOperator.GreaterOrEqual),
        ("<=", ComparisonOperator.LessOrEqual),
        ("==", ComparisonOperator.Equal),
        ("!=", ComparisonOperator.NotEqual),
        (">", ComparisonOperator.Greater),
        ("<", ComparisonOperator.Less),
    ];

    private const string Comparisons = "one of >, >=, <, <=, ==, !=";

    public static ConditionParsing Parse(string text, Unit unit)
    {
        var words = ConditionWord.Split(text);
        var comparisons = new List<Comparison>();
        string? joint = null;
        var next = 0;
        while (true)
        {
            if (Take(words, ref next) is var value && value.Text != "value")
            {
                return new ConditionParsing.Invalid(value.Offset, $"expected 'value', found {value}; a condition is e.g. value > 300");
            }

            var sign = Take(words, ref next);
            if (OperatorOf(sign.Text) is not { } comparison)
            {
                var hint = sign.Text is "=" ? "; equality is ==" : "";
                return new ConditionParsing.Invalid(sign.Offset, $"expected {Comparisons}, found {sign}{hint}");
            }

            var literal = Take(words, ref next);
            var bound = BoundText.Parse(literal.Text, unit);
            if (bound.Problem is not null)
            {
                return new ConditionParsing.Invalid(literal.Offset, literal.Text.Length == 0 ? $"expected a number, found {literal}" : bound.Problem);
            }

            comparisons.Add(new Comparison(comparison, bound.Value));
            var link = Take(words, ref next);
            if (link.Text.Length == 0)
            {
                return new ConditionParsing.Valid(new Condition(text.Trim(), comparisons, Any: joint is not "and"));
            }

            if (link.Text is not ("or" or "and"))
            {
                var hint = link.Text switch { "||" or "|" => "; write or", "&&" or "&" => "; write and", "ms" or "s" or "m" or "h" or "d" or "%" => "; a unit stands right behind its number", _ => "" };
                return new ConditionParsing.Invalid(link.Offset, $"expected 'or', 'and' or the end, found {link}{hint}");
            }

            joint ??= link.Text;
            if (joint != link.Text)
            {
                return new ConditionParsing.Invalid(link.Offset, "comparisons are joined all by 'or' or all by 'and'; for a mix write two criteria");
            }
        }
    }

    private static ConditionWord Take(IReadOnlyList<ConditionWord> words, ref int next) => words[Math.Min(next++, words.Count - 1)];

    private static ComparisonOperator? OperatorOf(string text)
    {
        foreach (var known in Operators)
        {
            if (known.Text == text)
            {
                return known.Operator;
            }
        }

        return null;
    }
}
