using System.Buffers;
using System.Globalization;
using Releases.Durations;

namespace Releases.Judgement.Thresholds;

/// <summary>A bound of a condition as it is written, against the number in the criterion's unit that it means.</summary>
/// <remarks>
/// Conversions are done in decimal and only the result becomes binary, so that <c>7%</c> is the same number as <c>0.07</c>.
/// </remarks>
internal static class BoundText
{
    private const int LongestLiteral = 40;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Reads a literal. <c>Problem</c> is <see langword="null"/> exactly if it could be read.</summary>
    public static (double Value, string? Problem) Parse(string text, Unit unit)
    {
        if (text.Length > LongestLiteral)
        {
            return Wrong("this is too long for a number");
        }

        var number = NumberLength(text);
        if (number == 0)
        {
            return Wrong($"'{text}' is not a number");
        }

        var suffix = text[number..];
        var (value, problem) = suffix switch
        {
            "" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var bare) ? (bare, null) : Wrong($"'{text}' is not a number"),
            "%" => unit is Unit.Ratio ? Percent(text[..number]) : Wrong($"'{text}' needs 'unit: ratio'; in this criterion write a bare number"),
            _ when unit is not (Unit.Milliseconds or Unit.Seconds) && IsTime(suffix) =>
                Wrong($"'{text}' needs 'unit: ms' or 'unit: s'; in this criterion write a bare number"),
            _ => Time(text, unit),
        };
        if (problem is not null)
        {
            return (0, problem);
        }

        if (!double.IsFinite(value))
        {
            return Wrong($"'{text}' is too large a number");
        }

        if (unit is Unit.Ratio && value is < 0 or > 1)
        {
            return Wrong($"'{text}' is outside 0 to 1, between which a ratio lies; percent is written with its sign, as in 2%");
        }

        // Adding zero turns minus zero into zero.
        return (value + 0.0, null);
    }

    /// <summary>The one spelling of a bound: a duration or a share where the unit has them and nothing is lost, otherwise a bare number.</summary>
    public static string Format(double bound, Unit unit)
    {
        var bare = bound.ToString("R", CultureInfo.InvariantCulture);
        if (unit is Unit.None || bound == 0 || !decimal.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
        {
            return bare;
        }

        var text = unit switch
        {
            Unit.Ratio => FormattableString.Invariant($"{exact * 100:0.############################}%"),
            Unit.Seconds => Duration(exact * 1000, bare),
            _ => Duration(exact, bare),
        };
        return Parse(text, unit) is (var read, null) && read.Equals(bound) ? text : bare;
    }

    private static (double Value, string? Problem) Percent(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
            ? (Binary(percent / 100), null)
            : Wrong($"'{number}%' is not a share");

    private static (double Value, string? Problem) Time(string text, Unit unit)
    {
        var negative = text[0] is '-';
        var rest = text.AsSpan(negative ? 1 : 0);
        var milliseconds = 0m;
        while (!rest.IsEmpty)
        {
            var number = rest.IndexOfAnyExcept(NumberCharacters);
            var letters = number < 1 ? 0 : rest[number..].IndexOfAnyExceptInRange('a', 'z');
            var length = letters < 0 ? rest.Length : number + letters;
            if (number < 1
                || DurationText.MillisecondsIn(rest[number..length]) is not { } unitMilliseconds
                || !decimal.TryParse(rest[..number], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                || count > 1_000_000_000_000_000m)
            {
                return Wrong($"'{text}' is neither a number nor a time such as 300s, 1.5s, 5m or 1h30m");
            }

            milliseconds += count * unitMilliseconds;
            rest = rest[length..];
        }

        var value = Binary(unit is Unit.Seconds ? milliseconds / 1000 : milliseconds);
        return (negative ? -value : value, null);
    }

    private static bool IsTime(string suffix) => Time("1" + suffix, Unit.Milliseconds).Problem is null;

    private static string Duration(decimal milliseconds, string bare) =>
        decimal.IsInteger(milliseconds) && Math.Abs(milliseconds) <= (decimal)DurationText.Longest.TotalMilliseconds
            ? (milliseconds < 0 ? "-" : "") + DurationText.Format(TimeSpan.FromMilliseconds((long)Math.Abs(milliseconds)))
            : bare;

    // Through text, because that conversion rounds correctly and the cast does not always.
    private static double Binary(decimal value) => double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Length of the number at the start: sign, digits, fraction, exponent.</summary>
    private static int NumberLength(string text)
    {
        var at = text.StartsWith('-') ? 1 : 0;
        var digits = Digits(text, at);
        if (digits == at)
        {
            return 0;
        }

        at = digits;
        if (at < text.Length && text[at] is '.' && Digits(text, at + 1) is var fraction && fraction > at + 1)
        {
            at = fraction;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var sign = at + 1 < text.Length && text[at + 1] is '+' or '-' ? 2 : 1;
            at = Digits(text, at + sign) is var exponent && exponent > at + sign ? exponent : at;
        }

        return at;
    }

    private static int Digits(string text, int from)
    {
        while (from < text.Length && char.IsAsciiDigit(text[from]))
        {
            from++;
        }

        return from;
    }

    private static (double Value, string? Problem) Wrong(string problem) => (0, problem);
}
