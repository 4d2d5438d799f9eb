using System.Globalization;

namespace Releases.Protection;

/// <summary>
/// Reads windows as settings have them: <c>Mon-Fri 09:00-17:00 Europe/Berlin</c>, <c>Sat,Sun 22:00-04:00 UTC</c>, or once,
/// <c>2026-12-01T20:00Z/2026-12-02T02:00Z</c>.
/// </summary>
public static class MaintenanceWindowText
{
    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    /// <exception cref="FormatException">It is no window; the text says what is wrong and what would be right.</exception>
    public static MaintenanceWindow Parse(string text)
    {
        if (text.Contains('/', StringComparison.Ordinal) && text.Split('/') is [var from, var to] && !text.Contains(' ', StringComparison.Ordinal))
        {
            return Once(text, from, to);
        }

        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var days, var times, var zone] => new MaintenanceWindow.Weekly(DaysOf(text, days), TimeOf(text, times, 0), TimeOf(text, times, 1), ZoneOf(text, zone)),
            _ => throw Wrong(text, "it has days, times and a time zone, such as Mon-Fri 09:00-17:00 Europe/Berlin, or two moments, such as 2026-12-01T20:00Z/2026-12-02T02:00Z"),
        };
    }

    private static MaintenanceWindow.Once Once(string text, string from, string to)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParse(from, CultureInfo.InvariantCulture, styles, out var opens) || !DateTimeOffset.TryParse(to, CultureInfo.InvariantCulture, styles, out var closes))
        {
            throw Wrong(text, "a moment is written 2026-12-01T20:00Z");
        }

        return opens < closes ? new MaintenanceWindow.Once(opens, closes) : throw Wrong(text, "it closes before it opens");
    }

    private static IReadOnlyList<DayOfWeek> DaysOf(string text, string days)
    {
        var all = new SortedSet<DayOfWeek>();
        foreach (var part in days.Split(','))
        {
            var ends = part.Split('-').Select(day => Array.FindIndex(Days, known => known.Equals(day, StringComparison.OrdinalIgnoreCase))).ToList();
            if (ends.Count > 2 || ends.Contains(-1))
            {
                throw Wrong(text, $"days are {string.Join(", ", Days)}, such as Mon-Fri or Sat,Sun");
            }

            // Fri-Mon is Friday, Saturday, Sunday, Monday.
            var many = ((ends[^1] - ends[0] + Days.Length) % Days.Length) + 1;
            all.UnionWith(Enumerable.Range(ends[0], many).Select(day => (DayOfWeek)(day % Days.Length)));
        }

        return [.. all];
    }

    private static TimeOnly TimeOf(string text, string times, int which) =>
        times.Split('-') is { Length: 2 } both && TimeOnly.TryParseExact(both[which], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Wrong(text, "times are written 09:00-17:00");

    private static string ZoneOf(string text, string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)
        ? zone
        : throw Wrong(text, $"there is no time zone '{zone}'; use an IANA name such as Europe/Berlin, or UTC");

    private static FormatException Wrong(string text, string right) => new($"'{text}' is no maintenance window: {right}.");
}
