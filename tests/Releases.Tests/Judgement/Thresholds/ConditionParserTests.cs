using CsCheck;
using Releases.Judgement.Thresholds;

namespace Releases.Tests.Judgement.Thresholds;

public sealed class ConditionParserTests
{
    [Theory]
    [InlineData("value > 300", Unit.None, ComparisonOperator.Greater, 300)]
    [InlineData("value>=300", Unit.None, ComparisonOperator.GreaterOrEqual, 300)]
    [InlineData("value < -1.5", Unit.None, ComparisonOperator.Less, -1.5)]
    [InlineData("value <= 1e6", Unit.None, ComparisonOperator.LessOrEqual, 1e6)]
    [InlineData("value == 0", Unit.None, ComparisonOperator.Equal, 0)]
    [InlineData(" value  != 2.5e-3 ", Unit.None, ComparisonOperator.NotEqual, 0.0025)]
    [InlineData("value > 300s", Unit.Milliseconds, ComparisonOperator.Greater, 300_000)]
    [InlineData("value > 300s", Unit.Seconds, ComparisonOperator.Greater, 300)]
    [InlineData("value > 1.5s", Unit.Milliseconds, ComparisonOperator.Greater, 1500)]
    [InlineData("value > 250ms", Unit.Seconds, ComparisonOperator.Greater, 0.25)]
    [InlineData("value > 1h30m", Unit.Seconds, ComparisonOperator.Greater, 5400)]
    [InlineData("value > -5m", Unit.Seconds, ComparisonOperator.Greater, -300)]
    [InlineData("value > 300", Unit.Milliseconds, ComparisonOperator.Greater, 300)]
    [InlineData("value > 7%", Unit.Ratio, ComparisonOperator.Greater, 0.07)]
    [InlineData("value > 0.1%", Unit.Ratio, ComparisonOperator.Greater, 0.001)]
    [InlineData("value > 0.07", Unit.Ratio, ComparisonOperator.Greater, 0.07)]
    public void Parse_Comparison_HasItsBoundInTheUnit(string text, Unit unit, ComparisonOperator comparison, double bound)
    {
        var valid = Assert.IsType<ConditionParsing.Valid>(ConditionParser.Parse(text, unit));
        Assert.Equal([new Comparison(comparison, bound)], valid.Condition.Comparisons);
        Assert.Equal(text.Trim(), valid.Condition.Text);
    }

    [Theory]
    [InlineData("value < 1 or value > 9", 5, false)]
    [InlineData("value < 1 or value > 9", 10, true)]
    [InlineData("value < 1 or value > 9", 0, true)]
    [InlineData("value > 1 and value < 9", 5, true)]
    [InlineData("value > 1 and value < 9", 9, false)]
    [InlineData("value > 1 and value < 9 and value != 5", 5, false)]
    public void Parse_JoinedComparisons_HoldTogether(string text, double value, bool holds)
    {
        var valid = Assert.IsType<ConditionParsing.Valid>(ConditionParser.Parse(text, Unit.None));
        Assert.Equal(holds, valid.Condition.Holds(value));
    }

    [Theory]
    [InlineData("", Unit.None, 0, "expected 'value', found the end")]
    [InlineData("p95 > 3", Unit.None, 0, "expected 'value', found 'p95'")]
    [InlineData("value", Unit.None, 5, "expected one of >, >=, <, <=, ==, !=, found the end")]
    [InlineData("value = 3", Unit.None, 6, "equality is ==")]
    [InlineData("value => 3", Unit.None, 6, "expected one of >")]
    [InlineData("value >", Unit.None, 7, "expected a number, found the end")]
    [InlineData("value > high", Unit.None, 8, "'high' is not a number")]
    [InlineData("value > NaN", Unit.None, 8, "not a number")]
    [InlineData("value > 1,000", Unit.None, 8, "neither a number nor a time")]
    [InlineData("value > 300s", Unit.None, 8, "needs 'unit: ms' or 'unit: s'")]
    [InlineData("value > 300s", Unit.Ratio, 8, "needs 'unit: ms' or 'unit: s'")]
    [InlineData("value > 2%", Unit.Seconds, 8, "needs 'unit: ratio'")]
    [InlineData("value > 2", Unit.Ratio, 8, "outside 0 to 1")]
    [InlineData("value > 150%", Unit.Ratio, 8, "outside 0 to 1")]
    [InlineData("value > 5x", Unit.Seconds, 8, "neither a number nor a time")]
    [InlineData("value > 1e999", Unit.None, 8, "too large")]
    [InlineData("value > 300 s", Unit.Seconds, 12, "a unit stands right behind its number")]
    [InlineData("value > 1 || value < 0", Unit.None, 10, "write or")]
    [InlineData("value > 1 && value < 0", Unit.None, 10, "write and")]
    [InlineData("value > 1 or", Unit.None, 12, "expected 'value', found the end")]
    [InlineData("value > 1 or value < 0 and value != 3", Unit.None, 23, "joined all by 'or' or all by 'and'")]
    public void Parse_Mistake_IsToldWithItsPlace(string text, Unit unit, int offset, string message)
    {
        var invalid = Assert.IsType<ConditionParsing.Invalid>(ConditionParser.Parse(text, unit));
        Assert.Equal(offset, invalid.Offset);
        Assert.Contains(message, invalid.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("value>300s", Unit.Milliseconds, "value > 5m")]
    [InlineData("value > 300000", Unit.Milliseconds, "value > 5m")]
    [InlineData("value > 0.5", Unit.Milliseconds, "value > 0.5")]
    [InlineData("value > 90", Unit.Seconds, "value > 1m30s")]
    [InlineData("value > 0.02", Unit.Ratio, "value > 2%")]
    [InlineData("value > 0", Unit.Ratio, "value > 0")]
    [InlineData("value > 3.0 or value<-0", Unit.None, "value > 3 or value < 0")]
    public void Canonical_Condition_HasOneSpelling(string text, Unit unit, string canonical)
    {
        var valid = Assert.IsType<ConditionParsing.Valid>(ConditionParser.Parse(text, unit));
        Assert.Equal(canonical, ConditionText.Canonical(valid.Condition, unit));
    }

    [Fact]
    public void Canonical_AnyBound_IsReadBackTheSame() =>
        Gen.Select(Gen.OneOf<double>(Gen.Double[-1e6, 1e6], Gen.Double[-1e300, 1e300], Gen.Double.Unit, Gen.Int[0, 100_000_000].Select(whole => (double)whole)), Gen.Enum<Unit>())
            .Where((bound, unit) => unit is not Unit.Ratio || bound is >= 0 and <= 1)
            .Sample((bound, unit) =>
            {
                var condition = new Condition("", [new Comparison(ComparisonOperator.Greater, bound)], Any: true);
                var text = ConditionText.Canonical(condition, unit);
                return ConditionParser.Parse(text, unit) is ConditionParsing.Valid valid && valid.Condition.Comparisons[0].Bound.Equals(bound + 0.0);
            });

    [Fact]
    public void Parse_AnyText_IsAnAnswerWithinTheText() =>
        Gen.Select(
                Gen.OneOf<string>(Gen.String, Gen.OneOf("value", ">", ">=", "<", "==", "=", "300s", "2%", "-", "1e5", "1.5h3m", " ", "or", "and", "%", "9999999999999999999999999h").List[0, 12].Select(words => string.Join(' ', words))),
                Gen.Enum<Unit>())
            .Sample((text, unit) => ConditionParser.Parse(text, unit) switch
            {
                ConditionParsing.Valid valid => valid.Condition.Comparisons.Count > 0 && valid.Condition.Comparisons.All(comparison => double.IsFinite(comparison.Bound)),
                ConditionParsing.Invalid invalid => invalid.Offset >= 0 && invalid.Offset <= text.Length && invalid.Message.Length is > 0 and < 300,
                _ => false,
            });
}
