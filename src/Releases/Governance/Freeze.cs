namespace Releases.Governance;

/// <summary>A time in which no exposure grows in the named environments.</summary>
/// <param name="Id">Unique.</param>
/// <param name="From">When it begins; the first time, if it recurs.</param>
/// <param name="Until">When it is over, no longer included.</param>
/// <param name="Environments">Where; empty for everywhere.</param>
/// <param name="By">Who has entered it.</param>
/// <param name="Recurrence">Whether it comes again, at the same time of the day.</param>
/// <param name="TimeZone">IANA name of the zone that a recurring freeze keeps the time of; UTC if not given.</param>
public sealed record Freeze(
    string Id,
    DateTimeOffset From,
    DateTimeOffset Until,
    IReadOnlyList<string> Environments,
    string Reason,
    string By,
    Recurrence Recurrence = Recurrence.None,
    string? TimeZone = null)
{
    public bool Covers(string environment) => Environments.Count == 0 || Environments.Contains(environment);

    /// <summary>Whether it will never be in force again.</summary>
    public bool IsOver(DateTimeOffset now) => Recurrence == Recurrence.None && now >= Until;

    /// <summary>When it is over, if it is in force now.</summary>
    public DateTimeOffset? InForceUntil(DateTimeOffset now)
    {
        if (now < From)
        {
            return null;
        }

        if (Recurrence == Recurrence.None)
        {
            return now < Until ? Until : null;
        }

        // On the wall clock of its zone, so that a summer time moves it with the people who keep it. The occurrence of now can be the one
        // before the reckoned one where clocks have been moved, or where it lasts over midnight.
        var zone = TimeZone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var (from, until) = (OnTheWall(From, zone), OnTheWall(Until, zone));
        var period = Recurrence == Recurrence.Daily ? TimeSpan.FromDays(1) : TimeSpan.FromDays(7);
        var reckoned = (long)((OnTheWall(now, zone) - from) / period);
        for (var occurrence = Math.Max(0, reckoned - 1); occurrence <= reckoned + 1; occurrence++)
        {
            var (begins, ends) = (Instant(from + (period * occurrence), zone), Instant(until + (period * occurrence), zone));
            if (now >= begins && now < ends)
            {
                return ends;
            }
        }

        return null;
    }

    private static DateTime OnTheWall(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>A time that the clock skips in spring is the one an hour later.</summary>
    private static DateTimeOffset Instant(DateTime wall, TimeZoneInfo zone)
    {
        var shown = zone.IsInvalidTime(wall) ? wall.AddHours(1) : wall;
        return new DateTimeOffset(shown, zone.GetUtcOffset(shown)).ToUniversalTime();
    }
}
