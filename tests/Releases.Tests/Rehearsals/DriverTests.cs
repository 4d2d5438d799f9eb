using CsCheck;
using Releases.Lifecycle;
using Releases.Rehearsals;
using Releases.Tests.Lifecycle;

namespace Releases.Tests.Rehearsals;

/// <summary>
/// The same events give the same timeline, whatever runs the release: the rehearsal driver, one that serialises all that passes, and one that replays a
/// history as Durable orchestrators do. The embedded engine is held to the same timelines in ReleaseFunctions.Local.Tests.
/// </summary>
public sealed class DriverTests
{
    public static TheoryData<string> Names => Lifecycle.Scenarios.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Drivers_OfTheReferenceRuns_TellTheSame(string name)
    {
        var straight = await Lifecycle.Scenarios.All[name]().RunAsync();
        var (world, state) = Lifecycle.Scenarios.All[name]().Begin();

        var rehearsed = await ReleaseFlow.RunAsync(state, new RehearsalDriver(world));
        var replayed = Lifecycle.Scenarios.All[name]().RunReplaying(new ReplayOptions(ContinueAsNewEvery: 6));

        Assert.Equal(straight.Told, new VirtualRun(world, rehearsed).Told);
        Assert.Equal(straight.Told, replayed.Told);
    }

    [Fact]
    public void Drivers_OfRandomScenarios_TellTheSame() => GeneratedScenarios.Any.Select(scenario => scenario with { Deaths = [] }).Sample(
        scenario =>
        {
            var rehearsed = RehearsalRun.Of(scenario).Told();
            Assert.Equal(rehearsed, RehearsalRun.Of(scenario, (state, driver) => ReleaseFlow.RunAsync(state, new VirtualDriver(((RehearsalDriver)driver).World))).Told());
            Assert.Equal(rehearsed, RehearsalRun.Of(scenario, Replaying).Told());
        },
        iter: 60,
        threads: 1,
        print: scenario => scenario.Told());

    private static Task<ReleaseState> Replaying(ReleaseState state, IReleaseDriver driver) =>
        Task.FromResult(new ReplayingDriver(((RehearsalDriver)driver).World, new ReplayOptions(ContinueAsNewEvery: 8)).Run(state, ReleaseFlow.RunAsync));
}
