using ReleaseFunctions.Local.Pipelines;

namespace ReleaseFunctions.Local.Tests.Pipelines;

public sealed class RunQueueTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Runs_WithinTheCapacity_DoNotWait()
    {
        var queue = new RunQueue(workers: 2);

        var lasted = Enumerable.Range(0, 10).Select(second => queue.Enter(Start.AddSeconds(second), TimeSpan.FromSeconds(2))).ToArray();

        Assert.All(lasted, duration => Assert.Equal(TimeSpan.FromSeconds(2), duration));
        Assert.Equal((0, TimeSpan.Zero), (queue.Depth, queue.Age));
    }

    [Fact]
    public void Runs_BeyondTheCapacity_WaitForTheFirstWorkerThatIsFree()
    {
        var queue = new RunQueue(workers: 1);

        var lasted = Enumerable.Range(0, 4).Select(second => queue.Enter(Start.AddSeconds(second), TimeSpan.FromSeconds(3)).TotalSeconds).ToArray();

        Assert.Equal([3, 5, 7, 9], lasted);
        Assert.Equal((2, TimeSpan.FromSeconds(6)), (queue.Depth, queue.Age));
        Assert.Equal(TimeSpan.FromSeconds(1), queue.Enter(Start.AddSeconds(60), TimeSpan.FromSeconds(1)));
        Assert.Equal(0, queue.Depth);
    }

    [Fact]
    public void Workers_NoneOfThem_AreRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new RunQueue(0));
}
