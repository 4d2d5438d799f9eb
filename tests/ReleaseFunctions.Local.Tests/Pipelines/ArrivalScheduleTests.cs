using System.Globalization;
using ReleaseFunctions.Local.Pipelines.Traces;

namespace ReleaseFunctions.Local.Tests.Pipelines;

public sealed class ArrivalScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "samples", "data", "AzureLLMInferenceTrace_code.csv");

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public async Task Schedule_OfTheSampleTrace_HasEveryRealArrivalScaledToTheTick(int timeScale)
    {
        var schedule = new ArrivalSchedule(await ArrivalTrace.LoadAsync(Sample, default), Start, timeScale);
        var lines = (await File.ReadAllLinesAsync(Sample)).Skip(1).Select(line => line.Split(',')).ToArray();
        var first = Time(lines[0][0]);

        Assert.Equal(8819, lines.Length);
        for (var number = 0; number < lines.Length; number++)
        {
            var run = schedule[number];
            Assert.Equal(Start.AddTicks((Time(lines[number][0]) - first).Ticks / timeScale), run.Due);
            Assert.Equal((lines[number][1], lines[number][2]), (Text(run.Request.ContextTokens), Text(run.Request.GeneratedTokens)));
        }

        static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Schedule_AfterTheLastRequest_StartsOverAMeanGapLater()
    {
        var path = await FileAsync("2026-01-01 00:00:00.0000000,1,2", "2026-01-01 00:00:01.0000000,3,4", "2026-01-01 00:00:06.0000000,5,6");
        var schedule = new ArrivalSchedule(await ArrivalTrace.LoadAsync(path, default), Start, timeScale: 2);

        var due = Enumerable.Range(0, 7).Select(number => (schedule[number].Due - Start).TotalSeconds);

        Assert.Equal([0, 0.5, 3, 4.5, 5, 7.5, 9], due);
        Assert.Equal(0, schedule[6].Row);
        Assert.Equal(6, schedule[6].Number);
    }

    [Theory]
    [InlineData("2026-01-01 00:00:00.0000000,1,2|2026-01-01 00:00:01.0000000,x,4", "(3)")]
    [InlineData("2026-01-01 00:00:02.0000000,1,2|2026-01-01 00:00:01.0000000,3,4", "(3)")]
    [InlineData("2026-01-01 00:00:00.0000000,1,2|2026-01-01 00:00:01.0000000,3", "(3)")]
    [InlineData("2026-01-01 00:00:00.0000000,1,2", "two requests")]
    public async Task Trace_ThatIsMalformed_IsRefusedWithItsLine(string lines, string expected)
    {
        var path = await FileAsync(lines.Split('|'));

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => ArrivalTrace.LoadAsync(path, default));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public async Task Schedule_WithoutAPositiveScale_IsRefused(double timeScale)
    {
        var trace = await ArrivalTrace.LoadAsync(Sample, default);

        Assert.Throws<ArgumentOutOfRangeException>(() => new ArrivalSchedule(trace, Start, timeScale));
    }

    private static async Task<string> FileAsync(params string[] lines)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("trace-").FullName, "trace.csv");
        await File.WriteAllLinesAsync(path, ["TIMESTAMP,ContextTokens,GeneratedTokens", .. lines]);
        return path;
    }
}
