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
        Assert.EndsWith("and 16,384 fit; move fewer flags in one release or in fewer environments, or judge each stage by fewer criteria", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Release_JudgedByThirtyCriteria_Fits()
    {
        // Ten guardrails and twenty more, over six stages; two in three with a heartbeat of their own.
        var names = Enumerable.Range(1, 30).Select(number => $"orders-criterion-{number:00}").ToList();
        var plan = Plan([.. Enumerable.Range(1, 6).Select(number => new SampleStage($"stage-{number}", "production", Percent(number), 1))], HalfHours, [Flag, OtherFlag]);
        plan = plan with
        {
            Criteria = [.. names.Select((name, index) => plan.Criteria[0] with { Name = name, Counting = HalfHours with { MinimumSamples = 20 * index, FailAfter = 2, MinimumHeartbeat = index % 3 } })],
            Guardrails = [.. names.Take(10)],
            Stages = [.. plan.Stages.Select((stage, index) => stage with { Criteria = [.. names.Skip(10).Where((_, which) => which % 6 == index)] })],
        };

        Assert.Null(StateBudget.Refusal(First(plan)));
    }

    [Theory]
    [InlineData("\"course\":\"12:AAAA\"")]
    [InlineData("\"course\":\"99999999:AAAA\"")]
    [InlineData("\"course\":\"no length\"")]
    [InlineData("\"course\":\"12:not base 64!\"")]
    public void StateDocument_WhoseCourseCannotBeUnpacked_SaysSo(string course)
    {
        var document = StateDocument.Write(First(Many(1, "production")));
        var from = document.IndexOf("\"course\":", StringComparison.Ordinal);
        var broken = string.Concat(document.AsSpan(0, from), course, document.AsSpan(document.IndexOf(",\"doing\"", StringComparison.Ordinal)));

        Assert.Contains("a state's course is", Assert.Throws<System.Text.Json.JsonException>(() => StateDocument.Read(broken)).Message, StringComparison.OrdinalIgnoreCase);
    }

    private static ReleaseState First(ReleasePlan plan) => ReleaseStart.State("enrichment-v2-0123456789", plan, new string('0', 64), SamplePlans.Environments, "ada", VirtualWorld.Start);

    private static ReleasePlan Many(int flags, params string[] environments) => Plan(
        environments.Length == 1
            ? [new("canary", environments[0], Percent(5), 1), new("quarter", environments[0], Percent(25), 1), new("half", environments[0], Percent(50), 1), new("full", environments[0], new Exposure.On(), 1)]
            : [.. environments.Select(environment => new SampleStage($"{environment}-full", environment, new Exposure.On(), 1))],
        HalfHours,
        [.. Enumerable.Range(1, flags).Select(number => $"orders.enrichment-{number:00}")]);
}
