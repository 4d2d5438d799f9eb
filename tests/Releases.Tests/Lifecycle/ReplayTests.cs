using Releases.Lifecycle;

namespace Releases.Tests.Lifecycle;

/// <summary>What runs on the replaying driver obeys the rules of Durable orchestrators.</summary>
public sealed class ReplayTests
{
    public static TheoryData<string> Scenario => Scenarios.Names;

    [Theory]
    [MemberData(nameof(Scenario))]
    public async Task Replay_FromHistoryAtEveryAwait_TellsTheSame(string scenario)
    {
        var direct = await Scenarios.All[scenario]().RunAsync();

        Assert.Equal(direct.Told, Scenarios.All[scenario]().RunReplaying(new ReplayOptions()).Told);
    }

    [Theory]
    [MemberData(nameof(Scenario))]
    public async Task Replay_FromTheStateDocumentAtEveryTurn_TellsTheSame(string scenario)
    {
        var direct = await Scenarios.All[scenario]().RunAsync();

        Assert.Equal(direct.Told, Scenarios.All[scenario]().RunReplaying(new ReplayOptions(ContinueAsNewEvery: 1)).Told);
        Assert.Equal(direct.Told, Scenarios.All[scenario]().RunReplaying(new ReplayOptions(ContinueAsNewEvery: 7)).Told);
    }

    [Theory]
    [MemberData(nameof(Scenario))]
    public async Task Replay_WithDoorbellsTooMany_TellsTheSame(string scenario)
    {
        var direct = await Scenarios.All[scenario]().RunAsync();

        Assert.Equal(direct.Told, Scenarios.All[scenario]().RunReplaying(new ReplayOptions(ContinueAsNewEvery: 5, RingsTwice: true)).Told);
    }

    [Theory]
    [MemberData(nameof(Scenario))]
    public async Task Replay_WithLostDoorbells_EndsTheSame(string scenario)
    {
        var direct = await Scenarios.All[scenario]().RunAsync();

        var run = Scenarios.All[scenario]().LosesDoorbells().RunReplaying(new ReplayOptions(ContinueAsNewEvery: 5));

        Assert.Equal(direct.Outcome, run.Outcome);
        Assert.Equal(direct.World.Flags.All.Select(flag => flag.Value.Value), run.World.Flags.All.Select(flag => flag.Value.Value));
    }

    [Fact]
    public void Driver_OfAFlowThatIsNotDeterministic_Fails()
    {
        var turns = 0;
        var (world, state) = Scenarios.All["goes through"]().Begin();
        world.Watch = null;
        async Task<ReleaseState> Flow(ReleaseState from, IReleaseDriver driver)
        {
            await driver.WaitAsync(from, driver.Now.AddMinutes(++turns));
            await driver.WaitAsync(from, driver.Now.AddMinutes(1));
            return from;
        }

        var error = Assert.Throws<InvalidOperationException>(() => new ReplayingDriver(world, new ReplayOptions()).Run(state, Flow));

        Assert.StartsWith("The flow is not deterministic", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Driver_OfAFlowThatAwaitsSomethingElse_Fails()
    {
        var (world, state) = Scenarios.All["goes through"]().Begin();
        async Task<ReleaseState> Flow(ReleaseState from, IReleaseDriver driver)
        {
            await new TaskCompletionSource().Task;
            return from;
        }

        var error = Assert.Throws<InvalidOperationException>(() => new ReplayingDriver(world, new ReplayOptions()).Run(state, Flow));

        Assert.Equal("The flow waits for something that is not its driver's.", error.Message);
    }
}
