using Releases.Lifecycle;
using Releases.Rehearsals;
using Releases.Rehearsals.Scenarios;
using Releases.Tests.Lifecycle;
using Releases.Tests.Rehearsals;

namespace ReleaseFunctions.Local.Tests.Driver;

/// <summary>
/// The same events give the same timeline and the same end, whatever runs the release: the rehearsal driver, one that replays a history as Durable
/// orchestrators do, and the embedded engine with its journal.
/// </summary>
public sealed class SameTimelineTests
{
    private const int Many = 30;
    private static readonly IReadOnlyList<Scenario> Drawn = GeneratedScenarios.Draw(Many, 3);
    private static readonly IReadOnlyList<Scenario> Mortal = [.. GeneratedScenarios.Draw(4 * Many, 4).Where(scenario => scenario.Deaths.Count > 0).Take(Many)];

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, Many)];

    public static TheoryData<string> Names => Releases.Tests.Lifecycle.Scenarios.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReferenceRun_OnAllThreeDrivers_IsTheSame(string name)
    {
        var (world, state) = Releases.Tests.Lifecycle.Scenarios.All[name]().Begin();
        var rehearsed = new VirtualRun(world, await ReleaseFlow.RunAsync(state, new RehearsalDriver(world)));
        var replayed = Releases.Tests.Lifecycle.Scenarios.All[name]().RunReplaying(new ReplayOptions(ContinueAsNewEvery: 6));
        (world, state) = Releases.Tests.Lifecycle.Scenarios.All[name]().Begin();
        var embedded = new VirtualRun(world, await VirtualHost.RunAsync(world, state, []));

        Assert.Equal(rehearsed.Told, replayed.Told);
        Assert.Equal(rehearsed.Told, embedded.Told);
        Assert.Equal(End(rehearsed.World, rehearsed.State), End(replayed.World, replayed.State));
        Assert.Equal(End(rehearsed.World, rehearsed.State), End(embedded.World, embedded.State));
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void RandomScenario_OnAllThreeDrivers_IsTheSame(int index)
    {
        var scenario = Drawn[index] with { Deaths = [] };
        var rehearsed = Told(RehearsalRun.Of(scenario));

        Assert.Equal(rehearsed, Told(RehearsalRun.Of(scenario, Replaying)));
        Assert.Equal(rehearsed, Told(RehearsalRun.Of(scenario, (state, driver) => Embedded(scenario, state, driver))));
    }

    /// <summary>A rehearsed host dies as the embedded one does, and leaves the same behind.</summary>
    [Theory]
    [MemberData(nameof(Indexes))]
    public void RandomScenario_WhoseHostsDie_IsTheSame(int index)
    {
        var scenario = Mortal[index];

        Assert.Equal(Told(RehearsalRun.Of(scenario)), Told(RehearsalRun.Of(scenario, (state, driver) => Embedded(scenario, state, driver))));
    }

    private static Task<ReleaseState> Replaying(ReleaseState state, IReleaseDriver driver) =>
        Task.FromResult(new ReplayingDriver(((RehearsalDriver)driver).World, new ReplayOptions(ContinueAsNewEvery: 8)).Run(state, ReleaseFlow.RunAsync));

    /// <summary>A rehearsal waits for nothing: what is behind the engine runs to its end on threads of its own.</summary>
    private static Task<ReleaseState> Embedded(Scenario scenario, ReleaseState state, IReleaseDriver driver) =>
        Task.FromResult(Task.Run(() => VirtualHost.RunAsync(((RehearsalDriver)driver).World, state, scenario.Deaths)).GetAwaiter().GetResult());

    private static string Told(RehearsalRun run) => $"{run.World.Told}\n{End(run.World, run.State)}";

    /// <summary>The last state, and every flag as it stands two hours later.</summary>
    private static string End(VirtualWorld world, ReleaseState state)
    {
        world.Agenda.PassUntil(world.Records.Timeline[^1].At.AddHours(2));
        return $"{StateDocument.Write(state)}\n{string.Join('\n', world.Flags.All.Select(flag => $"{flag.Key.Environment} {flag.Key.Key}: {flag.Value.Flag.Value}"))}";
    }
}
