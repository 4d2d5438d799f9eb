using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

public sealed class PublishingTests
{
    private static readonly Counting Minutes = new() { Window = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task Publishing_ThatFailsForLong_StopsGrowthOnlyAndSaysWhatIsMissing()
    {
        var run = await VirtualRelease.Of(Canary(Minutes)).Fault(VirtualStores.Publishing, StoreFault.Outage, 20, 300).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.True(VirtualRun.Minute(run.All(TimelineKinds.Exposed)[^1]) > 300);
        Assert.Matches("^[0-9]+ verdicts and holds before this are missing here: the records could not be written for", run.The(TimelineKinds.Trouble).Text);
        Assert.True(run.World.LargestState < 10_000);
    }

    [Fact]
    public async Task Publishing_ThatFailsForTheHoldLimit_RollsBackInsteadOfGrowing()
    {
        var run = await VirtualRelease.Of(Canary(Minutes)).With(plan => plan with { HoldLimit = TimeSpan.FromHours(3) }).Fault(VirtualStores.Publishing, StoreFault.Outage, 20, 300).RunAsync();

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.StartsWith("what was decided could not be shown for 3 h: 503 from the store", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
        Assert.Equal(VirtualFlags.Captured, run.Value("production"));
    }

    [Fact]
    public async Task Publishing_WhoseAnswersAreLost_ShowsEachEntryOnce()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours)).Fault(VirtualStores.Publishing, StoreFault.LostResponse, 0, 100).At(40, SignalKind.Hold).At(50, SignalKind.Resume).RunAsync();

        var calm = await VirtualRelease.Of(Canary(HalfHours)).At(40, SignalKind.Hold).At(50, SignalKind.Resume).RunAsync();
        Assert.Equal(calm.Told, run.Told);
    }

    [Fact]
    public async Task Decisions_AreShownBeforeTheReleaseWaits()
    {
        var run = await VirtualRelease.Of(TwoEnvironments()).RunAsync();

        var shown = run.Effects<Effect.Publish>().SelectMany(publish => publish.Effect.Entries.Select(entry => publish.At - entry.At));
        Assert.All(shown, delay => Assert.True(delay < TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task ManyStages_WithoutAnyWaitBetweenThem_AreShownInBetween()
    {
        var run = await VirtualRelease.Of(Plan([.. Enumerable.Range(2, 20).Select(percent => new SampleStage($"s{percent}", "production", Percent(percent), 0))], HalfHours, [Flag])).RunAsync();

        Assert.Equal((ReleaseOutcome.Completed, 20), (run.Outcome, run.All(TimelineKinds.Exposed).Count));
        Assert.All(run.Effects<Effect.Publish>(), publish => Assert.InRange(publish.Effect.Entries.Count, 1, LifecycleDefaults.UnpublishedEntries + 2));
    }

    [Fact]
    public async Task Status_NamesWhatIsWaitedForAndUntilWhen()
    {
        var run = await VirtualRelease.Of(Canary(HalfHours, approval: Managers)).At(40, SignalKind.Hold).At(50, SignalKind.Resume).RunAsync();

        var shown = run.Effects<Effect.Publish>().Select(publish => publish.Effect.Status).ToList();
        var held = Assert.Single(shown, status => status.Phase == ReleasePhase.Held);
        Assert.Contains("a person to resume or abort, until 2026-03-03 08:40:00 UTC", held.WaitingFor);
        Assert.Contains(shown, status => status.Phase == ReleasePhase.Waiting && status.WaitingFor.Contains("an approval of full, until 2026-03-02 14:06:04 UTC"));
        Assert.Contains(shown, status => status.Phase == ReleasePhase.Baking && status.WaitingFor.Contains("the bake of canary, until 2026-03-02 10:01:02 UTC"));
        Assert.All(shown.Where(status => status.Outcome is null && status.Phase != ReleasePhase.RollingBack), status => Assert.NotEmpty(status.WaitingFor));
    }
}
