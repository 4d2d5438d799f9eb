using System.Globalization;

namespace ReleaseFunctions.Local.LogAnalytics.Kql.Computed;

/// <summary>Time zones by their IANA name. An unknown zone makes null.</summary>
internal static class LocalTimes
{
    public static IEnumerable<ComputedFunction> All { get; } =
    [
        new("utc_to_local", texts => Shifted(texts, (ticks, zone) => ticks + zone.GetUtcOffset(new DateTime(ticks, DateTimeKind.Utc)).Ticks)),
        new("local_to_utc", texts => Shifted(texts, ToUtc)),
    ];

    // A time that a clock jumps over counts as already in the time after the jump.
    private static long ToUtc(long ticks, TimeZoneInfo zone)
    {
        var local = new DateTime(ticks, DateTimeKind.Unspecified);
        return ticks - zone.GetUtcOffset(zone.IsInvalidTime(local) ? local.AddHours(3) : local).Ticks;
    }

    private static string? Shifted(IReadOnlyList<string> texts, Func<long, TimeZoneInfo, long> shift)
    {
        var ticks = long.Parse(texts[0], CultureInfo.InvariantCulture);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(texts[1], out var zone))
        {
            return null;
        }

        var shifted = shift(Math.Min(ticks, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), zone) + Math.Max(0, ticks - (DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay));
        return shifted >= 0 && shifted <= DateTime.MaxValue.Ticks ? shifted.ToString(CultureInfo.InvariantCulture) : null;
    }
}
