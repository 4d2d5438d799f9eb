using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Tests.Lifecycle;

/// <summary>A host that dies before or after any effect, and is taken up from what it had remembered.</summary>
public sealed class RecoveryTests
{
    public static TheoryData<string> Scenario => Scenarios.Names;

    [Theory]
    [MemberData(nameof(Scenario))]
    public async Task Death_BeforeOrAfterAnyEffect_ChangesNothingThatCounts(string scenario)
    {
        var calm = await Scenarios.All[scenario]().RunAsync();
        foreach (var (effect, after) in Points(calm))
        {
            var run = await Scenarios.All[scenario]().RunDyingAsync(effect, after);

            Assert.True(calm.Outcome == run.Outcome, $"dies {(after ? "after" : "before")} effect {effect}: {run.Told}");
            Assert.Equal(calm.World.Flags.All.Select(flag => flag.Value.Value), run.World.Flags.All.Select(flag => flag.Value.Value));
            // An effect that is performed twice takes its time twice: a window may close before a deadline that it closed after.
            Assert.Equal(calm.Kinds.Where(kind => kind != TimelineKinds.Verdict), run.Kinds.Where(kind => kind != TimelineKinds.Verdict));
        }
    }

    [Theory]
    [MemberData(nameof(Scenario))]
    public async Task Death_AtAnyEffectAndAnAbortFirstThingAfterwards_LeavesNoFlagInBetween(string scenario)
    {
        var calm = await Scenarios.All[scenario]().RunAsync();
        foreach (var (effect, after) in Points(calm))
        {
            // That no flag is left in between is a law that is checked at every run's end.
            var run = await Scenarios.All[scenario]().RunDyingAsync(effect, after, ringsOnReturn: true);

            Assert.Contains(run.Outcome, new[] { calm.Outcome, ReleaseOutcome.RolledBack });
        }
    }

    [Fact]
    public void StateDocument_OfANewerVersion_IsRefusedByName()
    {
        var document = StateDocument.Write(Scenarios.All["goes through"]().Begin().State).Replace($"\"version\":{StateDocument.Version}", $"\"version\":{StateDocument.Version + 1}", StringComparison.Ordinal);

        var error = Assert.Throws<NotSupportedException>(() => StateDocument.Read(document));

        Assert.Contains($"version {StateDocument.Version + 1}", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(int Effect, bool After)> Points(VirtualRun calm) =>
        Enumerable.Range(1, calm.World.Performed.Count).SelectMany(effect => new[] { (effect, false), (effect, true) });
}
