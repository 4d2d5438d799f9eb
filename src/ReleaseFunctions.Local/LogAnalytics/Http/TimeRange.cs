using System.Globalization;
using System.Xml;

namespace ReleaseFunctions.Local.LogAnalytics.Http;

/// <summary>The time range of a request.</summary>
internal static class TimeRange
{
    /// <summary>False where the text is no range of ISO 8601.</summary>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset from, out DateTimeOffset to)
    {
        var parts = text.Split('/');
        var (first, second) = (parts[0], parts.Length > 1 ? parts[1] : null);
        (from, to) = (now, now);
        if (parts.Length > 2)
        {
            return false;
        }

        if (second is null)
        {
            return Duration(first, out var back) && Shift(now, -back, out from);
        }

        if (Duration(first, out var before))
        {
            return Instant(second, out to) && Shift(to, -before, out from);
        }

        return Instant(first, out from) && (Instant(second, out to) || (Duration(second, out var after) && Shift(from, after, out to)));
    }

    private static bool Instant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    private static bool Shift(DateTimeOffset instant, TimeSpan by, out DateTimeOffset shifted)
    {
        var ticks = (decimal)instant.UtcTicks + by.Ticks;
        var fits = ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks;
        shifted = fits ? new DateTimeOffset((long)ticks, TimeSpan.Zero) : instant;
        return fits;
    }

    private static bool Duration(string text, out TimeSpan duration)
    {
        duration = default;
        if (!text.StartsWith('P'))
        {
            return false;
        }

        try
        {
            duration = XmlConvert.ToTimeSpan(text);
            return true;
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return false;
        }
    }
}
