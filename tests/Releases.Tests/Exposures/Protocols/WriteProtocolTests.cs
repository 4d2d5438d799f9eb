using System.Diagnostics;

namespace Releases.Tests.Exposures.Protocols;

/// <summary>
/// The write protocol explored to the end: every interleaving of two releases, a person who edits, lost answers, requests that the client
/// repeats, requests that arrive long after they were given up, and hosts that die, over two flags. The decisions are those of the product;
/// protocols that are broken in one of them are caught, each with a shortest way to the harm.
/// </summary>
public sealed class WriteProtocolTests(ITestOutputHelper output)
{
    public static TheoryData<string> BrokenProtocols => [.. Protocol.Broken.Keys];

    [Theory]
    [InlineData(1, 1, true, 1, 2)]
    [InlineData(2, 1, true, 1, 2)]
    [InlineData(1, 0, false, 0, 1)]
    public void Protocol_InEveryInterleaving_KeepsItsLaws(int stages, int edits, bool leased, int repeats, int attempts) => Explore(new Scope(stages, edits, leased, repeats, attempts));

    /// <summary>The same with more of each: for the nights.</summary>
    [Theory(Explicit = true)]
    [InlineData(2, 2, true, 1, 2)]
    [InlineData(1, 1, false, 0, 1)]
    [InlineData(1, 0, false, 1, 2)]
    public void Protocol_InEveryInterleavingOfMore_KeepsItsLaws(int stages, int edits, bool leased, int repeats, int attempts) => Explore(new Scope(stages, edits, leased, repeats, attempts));

    [Theory]
    [MemberData(nameof(BrokenProtocols))]
    public void Protocol_BrokenInOneDecision_IsCaught(string how)
    {
        var exploration = Exploration.Of(Protocol.Broken[how], new Scope(Stages: 1, Edits: 1, Leased: true));

        output.WriteLine(string.Join('\n', exploration.Counterexample));
        Assert.NotEmpty(exploration.Counterexample);
    }

    [Fact]
    public void Counterexample_OfARestoreWithoutAWrite_IsTheLateRequest()
    {
        var exploration = Exploration.Of(Protocol.Broken["restores without a write where nothing seems changed"], new Scope(Stages: 1, Edits: 0, Leased: true));

        Assert.Equal(
            [
                "release A captures both flags",
                "release A, flag 1: the write is given up",
                "release A, flag 2: the write is given up",
                "release A rolls back",
                "release A, flag 1: attempt 1 to put back reads Original: Restored",
                "release A, flag 1: the write of stage 1 takes effect long after it was given up",
                "BROKEN: a flag is changed after its restore was verified",
            ],
            exploration.Counterexample);
    }

    [Fact]
    public void Protocol_OfTwoReleasesWithoutLeases_CanLeaveAFlagInBetween()
    {
        // The one captures what the other has just written, and the other sees that as somebody else's edit: why a flag is leased to one release.
        var exploration = Exploration.Of(Protocol.OfTheProduct, new Scope(Stages: 1, Edits: 0, Leased: false, Repeats: 0, Attempts: 1) { LooksAtTheEnd = true });

        Assert.Contains("release B captures both flags", exploration.Counterexample);
        Assert.Equal("BROKEN: flag 2 is left at TargetOfA, and nobody is at work on it", exploration.Counterexample[^1]);
    }

    [Fact]
    public void Exploration_ReachesEveryOutcomeThatItsLawsSpeakOf()
    {
        var worlds = Exploration.Of(Protocol.OfTheProduct, new Scope(Stages: 1, Edits: 1, Leased: true)).Worlds;

        Assert.Contains(worlds, world => world is { A.Phase: Phase.Completed, B.Phase: Phase.Completed });
        Assert.Contains(worlds, world => world is { A.Phase: Phase.RolledBack, B.Phase: Phase.RolledBack });
        Assert.Contains(worlds, world => world is { A.Phase: Phase.RolledBack, One.Content: Content.TurnedOffByHand });
        Assert.Contains(worlds, world => world.A.One.Mode == Mode.Blocked && world.A.Two.Mode == Mode.Restored);
        Assert.Contains(worlds, world => world.B.One.Mode == Mode.Drifted && world.One.Content == Content.EditedByHand);
        Assert.Contains(worlds, world => world.A.One.Mode == Mode.ToRead && world.A.One.First.HasFlag(Wire.Late));
    }

    private void Explore(Scope scope)
    {
        var from = Stopwatch.GetTimestamp();

        var exploration = Exploration.Of(Protocol.OfTheProduct, scope);

        output.WriteLine($"{exploration.Worlds.Count:N0} worlds, {exploration.Transitions:N0} transitions, {Stopwatch.GetElapsedTime(from).TotalSeconds:0.0} s");
        output.WriteLine(string.Join("\n", exploration.Counterexample));
        Assert.Empty(exploration.Counterexample);
    }
}
