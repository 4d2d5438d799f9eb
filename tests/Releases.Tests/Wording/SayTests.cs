using Releases.Wording;

namespace Releases.Tests.Wording;

public sealed class SayTests
{
    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(250, "250 ms")]
    [InlineData(1_500, "1.5 s")]
    [InlineData(59_990, "1 min")]
    [InlineData(60_000, "1 min")]
    [InlineData(5_400_000, "1 h 30 min")]
    [InlineData(3_605_000, "1 h")]
    [InlineData(86_400_000, "24 h")]
    [InlineData(-60_000, "-1 min")]
    public void Span_InWords_HasAtMostTwoParts(double milliseconds, string said) => Assert.Equal(said, Say.Span(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(4, "4th")]
    [InlineData(11, "11th")]
    [InlineData(12, "12th")]
    [InlineData(13, "13th")]
    [InlineData(21, "21st")]
    [InlineData(112, "112th")]
    public void Ordinal_EndsAsInEnglish(int number, string said) => Assert.Equal(said, Say.Ordinal(number));

    [Theory]
    [InlineData(1, "1 flag")]
    [InlineData(0, "0 flags")]
    [InlineData(1_204, "1,204 flags")]
    public void Many_AgreesWithItsNumber(long count, string said) => Assert.Equal(said, Say.Many(count, "flag"));

    [Theory]
    [InlineData(0.021, "0.021")]
    [InlineData(12.3456, "12.35")]
    [InlineData(1_204_567, "1,204,567")]
    public void Number_HasTheDigitsThatTellSomething(double number, string said) => Assert.Equal(said, Say.Number(number));

    [Fact]
    public void Short_CutsWhatIsTooLongAndShowsIt()
    {
        Assert.Equal("abcde", Say.Short("abcde", 5));
        Assert.Equal("abcd…", Say.Short("abcdef", 5));
    }

    [Fact]
    public void List_OfMany_SaysHowManyMore()
    {
        Assert.Equal("a; b; c", Say.List(["a", "b", "c"]));
        Assert.Equal("a; b; c; and 2 more", Say.List(["a", "b", "c", "d", "e"]));
    }
}
