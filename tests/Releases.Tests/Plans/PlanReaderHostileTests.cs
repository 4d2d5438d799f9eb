using System.Diagnostics;
using CsCheck;
using Releases.Plans;

namespace Releases.Tests.Plans;

/// <summary>No text makes the reader throw, hang or talk without end.</summary>
public sealed class PlanReaderHostileTests
{
    private static readonly string[] Pieces =
    [
        "a", ":", " ", ": ", "\n", "\n  ", "- ", "[", "]", "{", "}", ",", "\"", "'", "&a ", "*a", "!t ", "|", ">", "#", "%", "---\n", "...\n", "\t", "? ", "\\", "\\u", "\r",
        "stages:", "criteria:", "flags:", "metadata:", "expose: ", "failWhen: value > ", "1e999", "-", "null", "\u2028", "😀", "\uD800", "\0", "<<: ", "window: 1h\n",
    ];

    [Theory]
    [InlineData("[", 20_000)]
    [InlineData("{", 20_000)]
    [InlineData("{a: ", 20_000)]
    [InlineData("- ", 20_000)]
    [InlineData("? ", 20_000)]
    [InlineData("[\n", 100_000)]
    [InlineData("a: b\n", 50_000)]
    [InlineData("- b\n", 60_000)]
    [InlineData("&a ", 60_000)]
    [InlineData("!", 200_000)]
    [InlineData("\"a\" : ", 30_000)]
    [InlineData("a", 260_000)]
    [InlineData("%TAG !a! b\n", 20_000)]
    [InlineData("#", 200_000)]
    [InlineData("\n", 200_000)]
    public void Read_LongRepetition_IsAnsweredSoon(string piece, int times)
    {
        var text = string.Concat(Enumerable.Repeat(piece, times));
        var clock = Stopwatch.StartNew();
        AssertSane(text, PlanReader.Read(text));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed} for {times} times '{piece}'");
    }

    [Fact]
    public void Read_MegabyteOfText_IsRefused()
    {
        var error = Assert.Single(PlanText.ReadErrors(PlanText.Valid + "\n#" + new string('x', 1024 * 1024)));
        Assert.Contains("longer than 256 kB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TextUnderTheLimitThatIsOverItInFull_IsRefused()
    {
        var users = string.Join(',', Enumerable.Range(0, 40_000).Select(number => $"u{number:x}"));
        var text = PlanText.With("users: [tenant-1]", $"users: [{users}]");
        var error = Assert.Single(PlanText.ReadErrors(text));
        Assert.Contains("with its defaults written out", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DeepNesting_IsAnErrorWithItsPlace()
    {
        var error = Assert.Single(PlanText.ReadErrors(string.Concat(Enumerable.Repeat("{a: ", 40)) + "b" + new string('}', 40)));
        Assert.Contains("more than 32 levels deep", error.Message, StringComparison.Ordinal);
        Assert.Equal((1, 126), (error.Line, error.Column));
    }

    [Fact]
    public void Read_TenThousandMistakes_TellsAHundred()
    {
        var errors = PlanText.ReadErrors(string.Concat(Enumerable.Range(0, 10_000).Select(number => $"field{number}: x\n")));
        Assert.Equal(100, errors.Count);
        Assert.Equal(Enumerable.Range(1, 100), errors.Select(error => error.Line).Distinct());
    }

    [Fact]
    public void Read_MutatedPlan_IsAlwaysAnswered() =>
        Gen.Select(Gen.Int[0, PlanText.Valid.Length], Gen.Int[0, 40], Gen.OneOf(Pieces).List[0, 3])
            .List[1, 4]
            .Select(mutations => mutations.Aggregate(PlanText.Valid, (text, mutation) =>
            {
                var at = Math.Min(mutation.Item1, text.Length);
                var rest = Math.Min(at + mutation.Item2, text.Length);
                return text[..at] + string.Concat(mutation.Item3) + text[rest..];
            }))
            .Sample(text => AssertSane(text, PlanReader.Read(text)), iter: 3_000);

    [Fact]
    public void Read_AnyText_IsAlwaysAnswered() =>
        Gen.OneOf<string>(Gen.String, Gen.OneOf(Pieces).List[0, 60].Select(string.Concat))
            .Sample(text => AssertSane(text, PlanReader.Read(text)), iter: 5_000);

    private static void AssertSane(string text, PlanReading reading)
    {
        if (reading is not PlanReading.Invalid { Errors: var errors })
        {
            return;
        }

        Assert.InRange(errors.Count, 1, 100);
        var lines = text.Split('\n').Length + text.Count(character => character is '\r' or '\u0085' or '\u2028' or '\u2029') + 1;
        Assert.All(errors, error =>
        {
            Assert.InRange(error.Line, 1, lines);
            Assert.InRange(error.Column, 1, text.Length + 2);
            Assert.InRange(error.Message.Length, 1, 2_000);
            Assert.InRange(error.Path.Length, 1, 2_000);
        });
        Assert.Equal(errors.OrderBy(error => error.Line).ThenBy(error => error.Column), errors);
    }
}
