using System.Globalization;

namespace Releases.Wording;

/// <summary>Numbers and spans as people read them in a timeline; always the same for the same input.</summary>
public static class Say
{
    /// <summary>E.g. <c>24 h</c>, <c>1 h 30 min</c>, <c>6 s</c>, <c>250 ms</c>; at most two parts.</summary>
    public static string Span(TimeSpan span)
    {
        if (span < TimeSpan.Zero)
        {
            return "-" + Span(span.Negate());
        }

        if (span < TimeSpan.FromSeconds(1))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.#} ms");
        }

        var seconds = Math.Round(span.TotalSeconds, 1);
        var whole = TimeSpan.FromSeconds(Math.Round(seconds));
        (double Amount, string Unit)[] parts = seconds < 60
            ? [(seconds, "s")]
            : [(Math.Floor(whole.TotalHours), "h"), (whole.Minutes, "min"), (whole.Seconds, "s")];
        var said = parts.SkipWhile(part => part.Amount == 0).Take(2).Where(part => part.Amount != 0);
        return string.Join(' ', said.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Amount:0.#} {part.Unit}")));
    }

    /// <summary>A whole number with thousands separated: <c>1,204</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with as many digits as tell something: four significant ones.</summary>
    public static string Number(double number) => Math.Abs(number) >= 1000
        ? number.ToString("#,##0", CultureInfo.InvariantCulture)
        : number.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary><c>1 flag</c>, <c>3 flags</c>.</summary>
    public static string Many(long count, string noun) => count == 1 ? $"1 {noun}" : $"{Count(count)} {noun}s";

    /// <summary>What came from outside, cut to a length that a state can carry; a cut shows as an ellipsis.</summary>
    public static string Short(string text, int longest) => text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest - 1), "…");

    /// <summary>The first few parts joined by semicolons, and how many more there are.</summary>
    public static string List(IEnumerable<string> parts, int most = 3)
    {
        var all = parts.ToList();
        var shown = string.Join("; ", all.Take(most));
        return all.Count <= most ? shown : $"{shown}; and {Count(all.Count - most)} more";
    }

    /// <summary>A position in a sequence: <c>1st</c>, <c>2nd</c>, <c>11th</c>.</summary>
    public static string Ordinal(int number) => (number % 100, number % 10) switch
    {
        ( >= 11 and <= 13, _) => $"{number}th",
        (_, 1) => $"{number}st",
        (_, 2) => $"{number}nd",
        (_, 3) => $"{number}rd",
        _ => $"{number}th",
    };
}
