using Releases.Lifecycle;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

public sealed class WindowTests
{
    [Fact]
    public async Task Windows_TumbleFromWhenClientsHaveTheExposure()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).RunAsync();

        var from = run.All(TimelineKinds.Exposed)[0].At.AddMinutes(1);
        var windows = run.All(TimelineKinds.Verdict).Select(entry => entry.Evidence!.Window).ToList();
        Assert.Equal(4, windows.Count);
        Assert.All(windows.Index(), window => Assert.Equal(from.AddMinutes(30 * window.Index), window.Item.Start));
        Assert.All(windows, window => Assert.Equal(TimeSpan.FromMinutes(30), window.Length));
    }

    [Fact]
    public async Task Window_IsMeasuredOnceItsTelemetryMustHaveArrived()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).RunAsync();

        Assert.All(run.Effects<Effect.Measure>(), measure => Assert.Equal(measure.Effect.Targets[0].Window.End.AddMinutes(5), measure.At));
    }

    [Fact]
    public async Task Window_AfterAnError_IsAskedForAgainWithGrowingPauses()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours with { ErrorBudget = 9 })).WithTelemetry(asked => asked.Times < 7 ? Error : Good).RunAsync();

        var first = run.Effects<Effect.Measure>().Take(8).ToList();
        Assert.Single(first.Select(measure => measure.Effect.Targets[0].Window).Distinct());
        // Two seconds of asking, then 1, 2, 4, 8, 16, 30, 30 seconds of pause.
        Assert.Equal([3, 4, 6, 10, 18, 32, 32], first.Zip(first.Skip(1), (one, other) => (other.At - one.At).TotalSeconds));
    }

    [Fact]
    public async Task Bake_ThatEndsWithinAWindow_WaitsForTheWindowsThatEndInIt()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours, hours: 1.75)).RunAsync();

        Assert.Equal(3, run.All(TimelineKinds.Verdict).Count);
    }

    [Fact]
    public async Task Bake_ShorterThanItsWindow_WaitsForOneWindow()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours, hours: 0.1)).RunAsync();

        Assert.Single(run.All(TimelineKinds.Verdict));
        Assert.Empty(run.All(TimelineKinds.Held));
    }

    [Fact]
    public async Task Windows_ShorterThanTheIngestionDelay_AreNotTakenForBlindness()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours with { Window = TimeSpan.FromMinutes(1) }, hours: 0.5)).RunAsync();

        Assert.Empty(run.All(TimelineKinds.Held));
        Assert.Equal(30, run.All(TimelineKinds.Verdict).Count);
    }
}
