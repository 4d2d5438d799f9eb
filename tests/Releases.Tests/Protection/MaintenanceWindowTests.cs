using System.Globalization;
using System.Text.Json;
using Releases.Lifecycle;
using Releases.Protection;

namespace Releases.Tests.Protection;

/// <summary>Windows by the clocks of a time zone, through both changes of the clocks.</summary>
public sealed class MaintenanceWindowTests
{
    [Theory]
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin", "2026-03-02T07:59:59Z", null)]
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin", "2026-03-02T08:00:00Z", "2026-03-02T16:00:00Z")]
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin", "2026-03-02T15:59:59Z", "2026-03-02T16:00:00Z")]
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin", "2026-03-02T16:00:00Z", null)]
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin", "2026-07-06T07:00:00Z", "2026-07-06T15:00:00Z")]
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin", "2026-03-07T10:00:00Z", null)]
    [InlineData("Sat 22:00-04:00 UTC", "2026-03-08T03:59:00Z", "2026-03-08T04:00:00Z")]
    [InlineData("Sat 22:00-04:00 UTC", "2026-03-09T03:59:00Z", null)]
    [InlineData("Fri-Mon 09:00-10:00 UTC", "2026-03-08T09:30:00Z", "2026-03-08T10:00:00Z")]
    [InlineData("Mon-Sun 00:00-00:00 UTC", "2026-03-08T23:59:59Z", "2026-03-09T00:00:00Z")]
    [InlineData("Mon 09:00-17:00 Asia/Kolkata", "2026-03-02T03:30:00Z", "2026-03-02T11:30:00Z")]
    [InlineData("2026-12-01T20:00Z/2026-12-02T02:00Z", "2026-12-01T20:00:00Z", "2026-12-02T02:00:00Z")]
    [InlineData("2026-12-01T20:00Z/2026-12-02T02:00Z", "2026-12-02T02:00:00Z", null)]
    public void Window_AtAMoment_IsOpenUntil(string window, string now, string? until) =>
        Assert.Equal(until is null ? null : At(until), MaintenanceWindowText.Parse(window).OpenUntil(At(now)));

    [Theory]
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin", "2026-03-06T16:00:00Z", "2026-03-09T08:00:00Z")]
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin", "2026-03-27T17:00:00Z", "2026-03-30T07:00:00Z")]
    [InlineData("Mon 09:00-17:00 UTC", "2026-03-02T09:00:00Z", "2026-03-09T09:00:00Z")]
    [InlineData("2026-12-01T20:00Z/2026-12-02T02:00Z", "2026-03-02T09:00:00Z", "2026-12-01T20:00:00Z")]
    [InlineData("2026-12-01T20:00Z/2026-12-02T02:00Z", "2026-12-01T20:00:00Z", null)]
    public void Window_AfterAMoment_OpensAt(string window, string now, string? opens) =>
        Assert.Equal(opens is null ? null : At(opens), MaintenanceWindowText.Parse(window).Opening(At(now)));

    [Fact]
    public void Window_WhoseHourTheClocksShowTwice_LastsAsLongAsTheyShowIt()
    {
        // On 25 October 2026 in Berlin 02:00 to 03:00 comes twice: at 00:00 and at 01:00 UTC.
        var window = MaintenanceWindowText.Parse("Sun 02:00-02:30 Europe/Berlin");

        Assert.Equal(At("2026-10-25T00:00:00Z"), window.Opening(At("2026-10-24T12:00:00Z")));
        Assert.Equal(At("2026-10-25T01:30:00Z"), window.OpenUntil(At("2026-10-25T00:00:00Z")));
    }

    [Fact]
    public void Window_WhoseHourTheClocksSkip_IsAfterTheJump()
    {
        // On 29 March 2026 in Berlin 02:00 is 03:00: 02:30 is 03:30, which is 01:30 UTC.
        var window = MaintenanceWindowText.Parse("Sun 02:30-04:30 Europe/Berlin");

        Assert.Equal(At("2026-03-29T01:30:00Z"), window.Opening(At("2026-03-28T12:00:00Z")));
        Assert.Equal(At("2026-03-29T02:30:00Z"), window.OpenUntil(At("2026-03-29T01:30:00Z")));
    }

    [Fact]
    public void Window_ThatWouldCloseBeforeItOpensWhereClocksSkip_IsLeftOutThatDay()
    {
        // 02:45 is 03:45 that night, and 03:15 is what it says.
        var window = MaintenanceWindowText.Parse("Sun 02:45-03:15 Europe/Berlin");

        Assert.Equal(At("2026-04-05T00:45:00Z"), window.Opening(At("2026-03-28T12:00:00Z")));
        Assert.Null(window.OpenUntil(At("2026-03-29T01:30:00Z")));
    }

    [Theory]
    [InlineData("weekdays", "it has days, times and a time zone")]
    [InlineData("Mon-Fry 09:00-17:00 UTC", "days are Sun, Mon, Tue")]
    [InlineData("Mon-Fri 9-17 UTC", "times are written 09:00-17:00")]
    [InlineData("Mon-Fri 09:00-17:00 Berlin", "there is no time zone 'Berlin'")]
    [InlineData("tomorrow/2026-12-02T02:00Z", "a moment is written 2026-12-01T20:00Z")]
    [InlineData("2026-12-02T02:00Z/2026-12-01T20:00Z", "it closes before it opens")]
    public void Text_ThatIsNoWindow_SaysWhatWouldBeRight(string text, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => MaintenanceWindowText.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Mon-Fri 09:00-17:00 Europe/Berlin")]
    [InlineData("2026-12-01T20:00Z/2026-12-02T02:00Z")]
    public void Window_InAStateDocument_IsTheSameAgain(string text)
    {
        var window = MaintenanceWindowText.Parse(text);

        Assert.Equal(window, JsonSerializer.Deserialize<MaintenanceWindow>(JsonSerializer.Serialize(window, StateDocument.Json), StateDocument.Json));
        Assert.Equal(window, MaintenanceWindowText.Parse(window.ToString()));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
