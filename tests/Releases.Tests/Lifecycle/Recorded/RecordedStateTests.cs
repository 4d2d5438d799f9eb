using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;

namespace Releases.Tests.Lifecycle.Recorded;

/// <summary>States that shipped versions of the code have left behind are taken up by this one, and run to their end.</summary>
public sealed class RecordedStateTests
{
    public static TheoryData<int, string> Recordings => [.. RecordedState.All.Select(recording => (recording.Version, recording.Name))];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task State_OfAShippedVersion_IsTakenUpAndRunsToItsEnd(int version, string name)
    {
        var recorded = RecordedState.Read(version, name);
        var state = StateDocument.Read(recorded.State.GetRawText());
        var world = WorldOf(recorded, state);

        var ended = await ReleaseFlow.RunAsync(state, new VirtualDriver(world));

        Assert.Equal(Doing.Ended, ended.Doing);
        Assert.Equal(ended.Outcome, world.Records.Status?.Outcome);
        // Entries that were waiting to be shown are shown, and the numbers go on where they were.
        var first = state.Unpublished.Count > 0 ? state.Unpublished[0].Sequence : state.Sequence + 1;
        Assert.Equal(world.Records.Timeline.Select((_, index) => first + index), world.Records.Timeline.Select(entry => entry.Sequence));
        Assert.All(ended.Flags, flag => Assert.Contains(world.Flags[flag.Environment, flag.Key].Value, Expected(ended, flag)));
    }

    [Fact]
    public void Versions_BeforeThisOne_AreRecorded() =>
        Assert.Equal(Enumerable.Range(1, StateDocument.Version - 1), RecordedState.All.Select(recording => recording.Version).Where(version => version < StateDocument.Version).Distinct());

    /// <summary>Run by hand before a version is shipped: keeps one state of every kind that the scenarios go through.</summary>
    [Fact(Explicit = true)]
    public async Task States_OfThisVersion_AreRecorded()
    {
        var kept = new SortedDictionary<string, RecordedState>(StringComparer.Ordinal);
        foreach (var (scenario, release) in Scenarios.All)
        {
            var (world, state) = release().Begin();
            await ReleaseFlow.RunAsync(state, new RecordingDriver(world, scenario, kept));
        }

        foreach (var (name, state) in kept)
        {
            state.Keep(name);
        }
    }

    /// <summary>The flags as they stood, and people who do what is asked of them; what stands in the way of going back is gone a day later.</summary>
    private static VirtualWorld WorldOf(RecordedState recorded, ReleaseState state)
    {
        var world = new VirtualWorld(recorded.At) { Telemetry = _ => SamplePlans.Good };
        if (state is { MayHoldLeases: true, Doing: not Doing.Leasing })
        {
            IReadOnlyList<CaptureTarget> targets = [.. state.Flags.GroupBy(flag => flag.Environment).Select(flags => new CaptureTarget(flags.Key, [.. flags.Select(flag => flag.Key)]))];
            world.Leases.Take(new Effect.TakeLeases(state.Id, state.PlanHash, targets, state.Course.OnBusy, state.StartedBy, state.StartedAt));
        }

        if (state is { Doing: Doing.Ended, Unpublished.Count: 0 })
        {
            world.Records.Publish(new Effect.Publish(StatusOf.State(state, recorded.At), [], []));
        }

        world.Exposes.AddRange(recorded.Written.Select(write => ((Effect.Expose)write.Effect, write.At)));
        foreach (var (environment, key, setting) in recorded.Settings)
        {
            world.Flags.TakeUp(state.Capture, environment, key, setting.Found(key), setting.Version, RecordedFlag.Captured(key));
            world.Later(TimeSpan.FromDays(2), () => world.Flags.Change(environment, key, now => now.Locked || ByHand.Contains(now.Value) ? now.LockedOr(false).EditedTo("off") : now));
        }

        world.Reactions.Add(new Reaction(TimelineKinds.Frozen, null, _ => world.Send(new Signal("9999-rollback", SignalKind.Rollback, "grace", world.Now, "copied by hand", null))));
        foreach (var (minute, kind) in new[] { (5, SignalKind.Approve), (10, SignalKind.Resume), (200, SignalKind.Approve) })
        {
            world.Later(TimeSpan.FromMinutes(minute), () => world.Send(new Signal($"{minute:D4}-{kind}", kind, "grace", world.Now, null, "full")));
        }

        return world;
    }

    private static IEnumerable<string?> Expected(ReleaseState ended, FlagProgress flag) => ended.Outcome == ReleaseOutcome.Completed
        ? [ended.Course.Stages.Last(stage => stage.Environment == flag.Environment && stage.Writes(flag.Key)).ExposureOf(flag.Key).ToString()]
        : [VirtualFlags.Captured, .. ByHand];

    private static readonly string[] ByHand = ["7 %", "off"];
}
