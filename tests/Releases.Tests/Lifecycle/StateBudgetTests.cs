using Releases.Exposures;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>What a driver must remember fits, or the release is not begun. That the figure holds is looked at in every run of these tests.</summary>
public sealed class StateBudgetTests
{
    [Fact]
    public void Release_OfFiftyFlagsInOneEnvironment_Fits() => Assert.Null(StateBudget.Refusal(First(Many(50, "production"))));

    [Fact]
    public async Task Release_OfFiftyFlags_WithItsRecordsDown_StaysUnderTheFigureToItsEnd()
    {
        var run = await VirtualRelease.Of(Many(50, "production")).WithTelemetry(asked => asked.Stage == "half" ? Bad : Good).Fault(VirtualStores.Publishing, StoreFault.Outage, 10, 400).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
    }

    [Theory]
    [InlineData(40, "80 flag settings in 2 environments, 2 stages, criteria: 1")]
    [InlineData(200, "400 flag settings in 2 environments")]
    public void Release_OfSeveralDozensOfFlagsInTwoEnvironments_IsRefusedWithItsNumbers(int flags, string numbers)
    {
        var refusal = StateBudget.Refusal(First(Many(flags, "staging", "production")));

        Assert.NotNull(refusal);
        Assert.Contains(numbers, refusal, StringComparison.Ordinal);
        Assert.EndsWith("and 16,384 fit; move fewer flags in one release, or in fewer environments", refusal, StringComparison.Ordinal);
    }

    private static ReleaseState First(ReleasePlan plan) => ReleaseStart.State("enrichment-v2-0123456789", plan, new string('0', 64), SamplePlans.Environments, "ada", VirtualWorld.Start);

    private static ReleasePlan Many(int flags, params string[] environments) => Plan(
        environments.Length == 1
            ? [new("canary", environments[0], Percent(5), 1), new("quarter", environments[0], Percent(25), 1), new("half", environments[0], Percent(50), 1), new("full", environments[0], new Exposure.On(), 1)]
            : [.. environments.Select(environment => new SampleStage($"{environment}-full", environment, new Exposure.On(), 1))],
        HalfHours,
        [.. Enumerable.Range(1, flags).Select(number => $"orders.enrichment-{number:00}")]);
}
