using CsCheck;
using Releases.Durations;

namespace Releases.Tests.Durations;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("90s", 90_000)]
    [InlineData("30m", 1_800_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("500ms", 500)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1d2h3m4s5ms", 93_784_005)]
    [InlineData("0s", 0)]
    [InlineData("365d", 31_536_000_000)]
    public void Parse_Duration_IsItsLength(string text, long milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), DurationText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("1.5h")]
    [InlineData("30m1h")]
    [InlineData("1h1h")]
    [InlineData("5 m")]
    [InlineData("5M")]
    [InlineData("5min")]
    [InlineData("PT5M")]
    [InlineData("00:05:00")]
    [InlineData("366d")]
    [InlineData("999999999999d")]
    [InlineData("99999999999d99999999999h")]
    [InlineData("٣s")]
    public void Parse_AnythingElse_IsNone(string text) => Assert.Null(DurationText.Parse(text));

    [Theory]
    [InlineData(3_600_000, "1h")]
    [InlineData(5_400_000, "1h30m")]
    [InlineData(129_600_000, "1d12h")]
    [InlineData(1_500, "1s500ms")]
    [InlineData(0, "0s")]
    public void Format_Duration_IsItsOneSpelling(long milliseconds, string text) =>
        Assert.Equal(text, DurationText.Format(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Format_AnyDuration_IsReadBackTheSame() =>
        Gen.Long[0, (long)DurationText.Longest.TotalMilliseconds].Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))
            .Sample(duration => DurationText.Parse(DurationText.Format(duration)) == duration);
}
