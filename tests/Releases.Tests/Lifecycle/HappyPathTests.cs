using Releases.Records;

namespace Releases.Tests.Lifecycle;

public sealed class HappyPathTests
{
    [Fact]
    public async Task Release_OverTwoEnvironments_EndsWhereThePlanWantsIt()
    {
        var run = await VirtualRelease.Of(SamplePlans.TwoEnvironments()).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal("50 %", run.Value("staging"));
        Assert.Equal("on", run.Value("production"));
        TestContext.Current.TestOutputHelper?.WriteLine(run.Told);
        TestContext.Current.TestOutputHelper?.WriteLine($"{run.World.Steps} steps, {run.World.LargestState} bytes");
    }
}
