using System.Globalization;
using System.Text.Json.Serialization;

namespace Releases.Protection;

/// <summary>A time in which exposure may grow: every week on some days, or once.</summary>
[JsonDerivedType(typeof(Weekly), "weekly")]
[JsonDerivedType(typeof(Once), "once")]
public abstract record MaintenanceWindow
{
    private MaintenanceWindow()
    {
    }

    /// <summary>When it closes, if it is open now.</summary>
    public abstract DateTimeOffset? OpenUntil(DateTimeOffset now);

    /// <summary>When it opens next, after now; <see langword="null"/> if never again.</summary>
    public abstract DateTimeOffset? Opening(DateTimeOffset now);

    /// <summary>Every week on the given days, by the clocks of a time zone.</summary>
    /// <param name="Days">On which it opens.</param>
    /// <param name="From">When it opens.</param>
    /// <param name="To">When it closes; not later than <paramref name="From"/>: on the next day.</param>
    /// <param name="TimeZone">IANA name, e.g. <c>Europe/Berlin</c>, or <c>UTC</c>.</param>
    public sealed record Weekly(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To, string TimeZone) : MaintenanceWindow
    {
        private TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

        public override DateTimeOffset? OpenUntil(DateTimeOffset now) =>
            Around(now).Where(time => time.Opens <= now && now < time.Closes).Select(time => (DateTimeOffset?)time.Closes).FirstOrDefault();

        public override DateTimeOffset? Opening(DateTimeOffset now) =>
            Around(now).Where(time => time.Opens > now && time.Closes > time.Opens).Select(time => (DateTimeOffset?)time.Opens).FirstOrDefault();

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', Days.Select(day => day.ToString()[..3]))} {From:HH:mm}-{To:HH:mm} {TimeZone}");

        public bool Equals(Weekly? other) => other is not null && Days.SequenceEqual(other.Days) && From == other.From && To == other.To && TimeZone == other.TimeZone;

        public override int GetHashCode() => HashCode.Combine(From, To, TimeZone);

        /// <summary>From the day before, whose window may reach over midnight, over two weeks: changing clocks can swallow the window of one.</summary>
        private IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> Around(DateTimeOffset now)
        {
            var zone = Zone;
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
            return Enumerable.Range(-1, 16).Select(today.AddDays).Where(day => Days.Contains(day.DayOfWeek)).Select(day => (
                At(day.ToDateTime(From), zone, first: true),
                At((To > From ? day : day.AddDays(1)).ToDateTime(To), zone, first: false)));
        }

        /// <summary>
        /// A time that the clocks show twice in autumn opens the first time and closes the second; one that they skip in spring is as long after
        /// the jump as it would have been.
        /// </summary>
        private static DateTimeOffset At(DateTime wall, TimeZoneInfo zone, bool first)
        {
            var offset = (zone.IsAmbiguousTime(wall), first) switch
            {
                (true, true) => zone.GetAmbiguousTimeOffsets(wall).Max(),
                (true, false) => zone.GetAmbiguousTimeOffsets(wall).Min(),
                _ => zone.GetUtcOffset(wall),
            };
            return new DateTimeOffset(wall, offset).ToUniversalTime();
        }
    }

    /// <summary>One time only.</summary>
    public sealed record Once(DateTimeOffset From, DateTimeOffset To) : MaintenanceWindow
    {
        public override DateTimeOffset? OpenUntil(DateTimeOffset now) => From <= now && now < To ? To : null;

        public override DateTimeOffset? Opening(DateTimeOffset now) => From > now ? From : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From.UtcDateTime:yyyy-MM-ddTHH:mmZ}/{To.UtcDateTime:yyyy-MM-ddTHH:mmZ}");
    }
}
