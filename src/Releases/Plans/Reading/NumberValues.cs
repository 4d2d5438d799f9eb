using System.Globalization;
using Releases.Durations;

namespace Releases.Plans.Reading;

/// <summary>Reads numbers and durations; nothing in, or a mistake, gives nothing.</summary>
internal static class NumberValues
{
    public static double? Percent(PlanNode? node, PlanErrors errors) => Between(node, errors, 0, 100, "a percentage from 0 to 100, such as 5 or 2.5");

    /// <summary>A share, as <c>2%</c> or <c>0.02</c>.</summary>
    public static double? Share(PlanNode? node, PlanErrors errors) => Percentage(node, errors, 1, "a share from 0 to 1, such as 2% or 0.02");

    /// <summary>A multiple, as <c>150%</c> or <c>1.5</c>, at most a thousandfold.</summary>
    public static double? Multiple(PlanNode? node, PlanErrors errors) => Percentage(node, errors, 1000, "a share such as 80% or 0.8, or a multiple such as 150% or 1.5");

    /// <summary>An expected amount: more than nothing, less than 10^12.</summary>
    public static double? Amount(PlanNode? node, PlanErrors errors)
    {
        var amount = Between(node, errors, 0, 1e12, "a number above 0");
        if (amount is not 0)
        {
            return amount;
        }

        errors.Add(node!, "expected a number above 0, found 0; leave the field out where nothing is expected");
        return null;
    }

    /// <summary>How many of something, in whole numbers.</summary>
    public static int? Count(PlanNode? node, PlanErrors errors, int least, int most = 1000) => (int?)Whole(node, errors, least, most);

    /// <summary>A number of rows.</summary>
    public static long? Rows(PlanNode? node, PlanErrors errors) => Whole(node, errors, 0, 1_000_000_000_000);

    /// <summary>A probability, neither impossible nor certain.</summary>
    public static double? Probability(PlanNode? node, PlanErrors errors, double least, double most) =>
        Between(node, errors, least, most, FormattableString.Invariant($"a number from {least} to {most}"));

    /// <summary>A number of units.</summary>
    public static long? Units(PlanNode? node, PlanErrors errors, long least) => Whole(node, errors, least, 1_000_000_000);

    /// <summary>A length of time.</summary>
    public static TimeSpan? Duration(PlanNode? node, PlanErrors errors, bool canBeZero = false)
    {
        if (TextValues.Scalar(node, errors, "a duration") is not { } scalar)
        {
            return null;
        }

        if (!scalar.IsText || DurationText.Parse(scalar.Text) is not { } duration)
        {
            errors.Add(scalar, $"expected a duration of at most {DurationText.Format(DurationText.Longest)}: {DurationText.Shape}; found {scalar.Description}");
            return null;
        }

        if (duration > TimeSpan.Zero || canBeZero)
        {
            return duration;
        }

        errors.Add(scalar, "expected a duration above zero");
        return null;
    }

    private static double? Percentage(PlanNode? node, PlanErrors errors, double most, string expected)
    {
        if (TextValues.Scalar(node, errors, expected) is { IsText: true, Text: [.. var digits, '%'] } percent
            && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hundredths) && hundredths <= (decimal)most * 100)
        {
            // Through text, so that 7% is the same number as 0.07.
            return double.Parse((hundredths / 100).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        return node is ScalarNode ? Between(node, errors, 0, most, expected) : null;
    }

    private static long? Whole(PlanNode? node, PlanErrors errors, long least, long most)
    {
        var expected = FormattableString.Invariant($"a whole number from {least} to {most}");
        if (Between(node, errors, least, most, expected) is not { } number)
        {
            return null;
        }

        if (double.IsInteger(number))
        {
            return (long)number;
        }

        errors.Add(node!, $"expected {expected}, found {((ScalarNode)node!).Text}");
        return null;
    }

    private static double? Between(PlanNode? node, PlanErrors errors, double least, double most, string expected)
    {
        if (TextValues.Scalar(node, errors, expected) is not { } scalar)
        {
            return null;
        }

        if (scalar.IsNumber && scalar.Number >= least && scalar.Number <= most)
        {
            // Adding zero turns minus zero into zero.
            return scalar.Number + 0.0;
        }

        errors.Add(scalar, $"expected {expected}, found {scalar.Description}");
        return null;
    }
}
