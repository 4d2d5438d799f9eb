using System.Globalization;
using System.Text;

namespace Releases.Durations;

/// <summary>How a length of time is written: whole numbers with units, the largest first, as in <c>1h30m</c>.</summary>
public static class DurationText
{
    /// <summary>What to tell people who wrote something else.</summary>
    public const string Shape = "a whole number with a unit (d, h, m, s, ms), such as 90s, 30m, 2h, 1d, 500ms, or several of them as in 1h30m";

    /// <summary>Nothing longer is read: beyond a year it is a slip of the keyboard.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    private static readonly (string Name, long Milliseconds)[] Units = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

    /// <summary>Reads a duration of at most <see cref="Longest"/>.</summary>
    /// <returns><see langword="null"/> where the text is none.</returns>
    public static TimeSpan? Parse(string text)
    {
        var rest = text.AsSpan();
        var smallestSoFar = -1;
        var total = 0L;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 11)
            {
                return null;
            }

            var letters = rest[digits..].IndexOfAnyExceptInRange('a', 'z');
            var length = letters < 0 ? rest.Length : digits + letters;
            var unit = UnitOf(rest[digits..length]);
            if (unit <= smallestSoFar)
            {
                return null;
            }

            total += long.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture) * Units[unit].Milliseconds;
            if (total > Longest.TotalMilliseconds)
            {
                return null;
            }

            smallestSoFar = unit;
            rest = rest[length..];
        }

        return smallestSoFar < 0 ? null : TimeSpan.FromMilliseconds(total);
    }

    /// <summary>The one spelling of a duration that is not negative: no unit twice, none that is zero; anything below a millisecond is cut off.</summary>
    public static string Format(TimeSpan duration)
    {
        var rest = (long)duration.TotalMilliseconds;
        if (rest <= 0)
        {
            return "0s";
        }

        var text = new StringBuilder();
        foreach (var (name, milliseconds) in Units)
        {
            if (rest >= milliseconds)
            {
                text.Append(CultureInfo.InvariantCulture, $"{rest / milliseconds}{name}");
                rest %= milliseconds;
            }
        }

        return text.ToString();
    }

    /// <summary>The milliseconds in one of a unit, or <see langword="null"/> where there is no such unit.</summary>
    internal static long? MillisecondsIn(ReadOnlySpan<char> unit) => UnitOf(unit) is var found and >= 0 ? Units[found].Milliseconds : null;

    private static int UnitOf(ReadOnlySpan<char> name)
    {
        for (var unit = 0; unit < Units.Length; unit++)
        {
            if (name.SequenceEqual(Units[unit].Name))
            {
                return unit;
            }
        }

        return -1;
    }
}
