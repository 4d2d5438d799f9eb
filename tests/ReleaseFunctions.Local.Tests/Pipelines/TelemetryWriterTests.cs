using Microsoft.Extensions.Time.Testing;
using ReleaseFunctions.Local.Pipelines.Telemetry;

namespace ReleaseFunctions.Local.Tests.Pipelines;

public sealed class TelemetryWriterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryTelemetrySink _sink = new();

    [Fact]
    public async Task Rows_WhileTheSinkIsUnavailable_AreKeptAndSentInOrder()
    {
        var backlog = new TelemetryBacklog(5000);
        var writer = new TelemetryWriter(_sink, backlog, _time);
        _sink.Instead = new SinkAnswer.Unavailable("out");
        Add(backlog, 0, 1500);

        Assert.IsType<SinkAnswer.Unavailable>(await writer.FlushAsync(default));
        Assert.Equal((0, 1500, 0), (writer.Stored, writer.Waiting, writer.Lost));

        _sink.Instead = null;
        Add(backlog, 1500, 1000);
        Assert.IsType<SinkAnswer.Stored>(await writer.FlushAsync(default));

        Assert.Equal(Enumerable.Range(0, 2500).Select(Name), _sink.Rows<HeartbeatRow>().Select(row => row.Pipeline));
        Assert.Equal((2500, 0, 0), (writer.Stored, writer.Waiting, writer.Lost));
    }

    [Fact]
    public async Task Rows_BeyondTheLimit_AreGivenUpOldestFirstAndCounted()
    {
        var backlog = new TelemetryBacklog(10);
        var writer = new TelemetryWriter(_sink, backlog, _time);
        Add(backlog, 0, 25);

        await writer.FlushAsync(default);

        Assert.Equal(Enumerable.Range(15, 10).Select(Name), _sink.Rows<HeartbeatRow>().Select(row => row.Pipeline));
        Assert.Equal((10, 0, 15), (writer.Stored, writer.Waiting, writer.Lost));
    }

    [Fact]
    public async Task Rows_ThatTheSinkRefuses_AreCountedAsLostAndNotSentAgain()
    {
        var backlog = new TelemetryBacklog(10);
        var writer = new TelemetryWriter(_sink, backlog, _time);
        _sink.Instead = new SinkAnswer.Refused("wrong type");
        Add(backlog, 0, 3);

        Assert.IsType<SinkAnswer.Refused>(await writer.FlushAsync(default));
        _sink.Instead = null;
        Assert.IsType<SinkAnswer.Stored>(await writer.FlushAsync(default));

        Assert.Empty(_sink.Rows<HeartbeatRow>());
        Assert.Equal((0, 0, 3), (writer.Stored, writer.Waiting, writer.Lost));
    }

    [Fact]
    public async Task Writer_ThatIsAskedToComeLater_LeavesTheSinkAloneUntilThen()
    {
        var backlog = new TelemetryBacklog(10);
        var writer = new TelemetryWriter(_sink, backlog, _time);
        Add(backlog, 0, 3);
        _sink.Instead = new SinkAnswer.Unavailable("429", TimeSpan.FromSeconds(30));
        await writer.FlushAsync(default);
        _sink.Instead = null;

        _time.Advance(TimeSpan.FromSeconds(29));
        await writer.FlushAsync(default);
        Assert.Empty(_sink.Rows<HeartbeatRow>());

        _time.Advance(TimeSpan.FromSeconds(1));
        await writer.FlushAsync(default);
        Assert.Equal(3, _sink.Rows<HeartbeatRow>().Count);
    }

    private static void Add(TelemetryBacklog backlog, int first, int count)
    {
        foreach (var number in Enumerable.Range(first, count))
        {
            backlog.Add(new HeartbeatRow(default, "here", Name(number)));
        }
    }

    private static string Name(int number) => $"{number:0000}";
}
