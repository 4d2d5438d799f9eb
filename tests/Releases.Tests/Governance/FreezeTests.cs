using Releases.Governance;

namespace Releases.Tests.Governance;

public sealed class FreezeTests
{
    [Theory]
    [InlineData("2026-12-19T23:59:59Z", null)]
    [InlineData("2026-12-20T00:00:00Z", "2027-01-03T00:00:00Z")]
    [InlineData("2027-01-02T23:59:59Z", "2027-01-03T00:00:00Z")]
    [InlineData("2027-01-03T00:00:00Z", null)]
    public void Once_IsInForceFromItsBeginningToItsEnd(string now, string? until) =>
        Check(new Freeze("f", At("2026-12-20T00:00:00Z"), At("2027-01-03T00:00:00Z"), [], "holidays", "linus"), now, until);

    [Theory]
    [InlineData("2026-03-06T15:59:00Z", null)]
    [InlineData("2026-03-06T16:00:00Z", "2026-03-09T07:00:00Z")]
    [InlineData("2026-03-09T06:59:00Z", "2026-03-09T07:00:00Z")]
    [InlineData("2026-03-09T07:00:00Z", null)]
    // The clocks of Berlin go forward on 29 March: the same wall clock is an hour earlier in UTC.
    [InlineData("2026-03-27T16:00:00Z", "2026-03-30T06:00:00Z")]
    [InlineData("2026-03-30T05:59:00Z", "2026-03-30T06:00:00Z")]
    [InlineData("2026-03-30T06:00:00Z", null)]
    [InlineData("2026-07-03T14:59:00Z", null)]
    [InlineData("2026-07-03T15:00:00Z", "2026-07-06T06:00:00Z")]
    [InlineData("2026-02-27T16:00:00Z", null)]
    public void Weekly_KeepsTheTimeOfItsZone(string now, string? until) =>
        Check(new Freeze("f", At("2026-03-06T16:00:00Z"), At("2026-03-09T07:00:00Z"), [], "weekend", "linus", Recurrence.Weekly, "Europe/Berlin"), now, until);

    [Theory]
    [InlineData("2026-03-02T21:59:00Z", null)]
    [InlineData("2026-03-05T22:00:00Z", "2026-03-06T06:00:00Z")]
    [InlineData("2026-03-06T05:59:00Z", "2026-03-06T06:00:00Z")]
    [InlineData("2026-03-06T06:00:00Z", null)]
    public void Daily_OverMidnight_ComesEveryNight(string now, string? until) =>
        Check(new Freeze("f", At("2026-03-02T22:00:00Z"), At("2026-03-03T06:00:00Z"), [], "night batch", "linus", Recurrence.Daily), now, until);

    [Fact]
    public void Daily_AtATimeThatTheClockSkips_BeginsAnHourLater() =>
        // 02:30 does not exist in Berlin on 29 March 2026; 03:30 summer time is 01:30 UTC.
        Check(new Freeze("f", At("2026-03-27T01:30:00Z"), At("2026-03-27T04:00:00Z"), [], "night batch", "linus", Recurrence.Daily, "Europe/Berlin"), "2026-03-29T01:30:00Z", "2026-03-29T03:00:00Z");

    [Fact]
    public void IsOver_OnlyForOneThatDoesNotRecur()
    {
        var once = new Freeze("f", At("2026-03-02T22:00:00Z"), At("2026-03-03T06:00:00Z"), [], "night batch", "linus");

        Assert.True(once.IsOver(once.Until));
        Assert.False(once.IsOver(once.Until.AddSeconds(-1)));
        Assert.False((once with { Recurrence = Recurrence.Daily }).IsOver(once.Until.AddYears(1)));
    }

    [Fact]
    public void Standing_HasTheHaltFirstThenTheFreezeThatLastsLongest()
    {
        var (from, until) = (At("2026-03-02T08:00:00Z"), At("2026-03-02T18:00:00Z"));
        var restraints = new Restraints(new Halt("grace", from, "incident 42"),
        [
            new Freeze("short", from, until, ["production"], "audit", "linus"),
            new Freeze("long", from, until.AddDays(2), [], "quarter", "linus"),
            new Freeze("elsewhere", from, until.AddDays(9), ["staging"], "move", "linus"),
            new Freeze("later", until, until.AddDays(9), [], "holidays", "linus"),
        ]);

        var standing = restraints.StandingIn("production", from.AddHours(1));

        Assert.Equal(
            [
                "everything is halted by grace since 2026-03-02 08:00:00 UTC (incident 42)",
                "production is frozen until 2026-03-04 18:00:00 UTC (quarter)",
                "production is frozen until 2026-03-02 18:00:00 UTC (audit)",
            ],
            standing.Stops.Select(stop => stop.Text));
    }

    private static void Check(Freeze freeze, string now, string? until) =>
        Assert.Equal(until is null ? null : At(until), freeze.InForceUntil(At(now)));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
