using Releases.Exposures;

namespace Releases.Tests.Exposures;

public sealed class RestoreDecisionTests
{
    private const string On = """{"id":"orders.v2","enabled":true,"conditions":{"client_filters":[]}}""";
    private static readonly CapturedFlag Captured = Flags.Captured();
    private static readonly FlagRestore Restore = new(Captured, "r1", "r1.restore.1");

    [Fact]
    public void For_OurExposure_WritesBackOnTheVersionRead() =>
        Assert.Equal(new RestoreDecision.WriteBack("e7"), RestoreDecision.For(Restore, Flags.Found(Captured, On, "r1.canary.0.1", "e7")));

    [Fact]
    public void For_UntouchedSinceCapture_WritesAllTheSame() =>
        Assert.Equal(new RestoreDecision.WriteBack("e0"), RestoreDecision.For(Restore, Flags.Found(Captured)));

    [Fact]
    public void For_RestoredByAnEarlierAttempt_WritesAgain() =>
        Assert.Equal(new RestoreDecision.WriteBack("e8"), RestoreDecision.For(Restore, Flags.Found(Captured, writeId: "r1.restore.0", etag: "e8")));

    [Fact]
    public void For_ThisVeryRestoreInEffect_IsDone() =>
        Assert.Equal(new RestoreDecision.Done("e8"), RestoreDecision.For(Restore, Flags.Found(Captured, writeId: "r1.restore.1", etag: "e8")));

    [Fact]
    public void For_CapturedVersionThatCarriesTheSameId_IsNotTakenForThisRestore()
    {
        var found = Flags.Found(Captured, writeId: "r1.restore.1");

        Assert.Equal(new RestoreDecision.WriteBack("e0"), RestoreDecision.For(Restore with { Captured = Captured with { Tags = found.Tags } }, found));
    }

    [Fact]
    public void For_TurnedOffByHand_StaysOff()
    {
        var onBefore = Restore with { Captured = Flags.Captured(On) };

        var decision = RestoreDecision.For(onBefore, Flags.Found(onBefore.Captured, Flags.Off, etag: "e9"));

        Assert.Equal("enabled: true -> false", Assert.IsType<RestoreDecision.LeaveOff>(decision).Difference);
    }

    [Fact]
    public void For_TurnedOffByHandKeepingOurTags_StaysOff()
    {
        var onBefore = Restore with { Captured = Flags.Captured(On) };
        var edited = Flags.Found(onBefore.Captured, """{"id":"orders.v2","enabled":true,"x":1}""", "r1.canary.0.1") with { Value = Flags.Off };

        Assert.IsType<RestoreDecision.LeaveOff>(RestoreDecision.For(onBefore, edited));
    }

    [Fact]
    public void For_AnotherContentType_IsSomebodysEdit()
    {
        var onBefore = Restore with { Captured = Flags.Captured(On) };
        var edited = Flags.Found(onBefore.Captured, etag: "e9") with { ContentType = "application/json" };

        Assert.StartsWith("content type: ", Assert.IsType<RestoreDecision.Drifted>(RestoreDecision.For(onBefore, edited)).Difference, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("e9", true)]
    [InlineData("e8", false)]
    public void For_AVersionThatWasGivenUp_IsWrittenOverUnlessItIsLockedOrAnother(string etag, bool givenUp)
    {
        var yielded = Restore with { Yielded = "e9" };
        var found = Flags.Found(Captured, """{"id":"orders.v2","enabled":true,"owner":"eve"}""", etag: etag);

        Assert.IsType(givenUp ? typeof(RestoreDecision.WriteBack) : typeof(RestoreDecision.Drifted), RestoreDecision.For(yielded, found));
        Assert.IsType(givenUp ? typeof(RestoreDecision.Locked) : typeof(RestoreDecision.Drifted), RestoreDecision.For(yielded, found with { Locked = true }));
    }

    [Fact]
    public void For_SomebodysEdit_IsDriftWithTheDifference()
    {
        var decision = RestoreDecision.For(Restore, Flags.Found(Captured, """{"id":"orders.v2","enabled":true,"owner":"eve","conditions":{"client_filters":[]}}"""));

        Assert.Equal("enabled: false -> true; owner: nothing -> \"eve\"", Assert.IsType<RestoreDecision.Drifted>(decision).Difference);
    }

    [Fact]
    public void For_AnotherReleasesWrite_IsDrift() =>
        Assert.IsType<RestoreDecision.Drifted>(RestoreDecision.For(Restore, Flags.Found(Captured, On, "r2.canary.0.1")));

    [Fact]
    public void For_DeletedFlag_IsDrift() =>
        Assert.Equal("the flag has been deleted", Assert.IsType<RestoreDecision.Drifted>(RestoreDecision.For(Restore, null)).Difference);

    [Fact]
    public void For_NoLongerADocument_IsDrift() =>
        Assert.Contains("no longer", Assert.IsType<RestoreDecision.Drifted>(RestoreDecision.For(Restore, Flags.Found(Captured, "oops"))).Difference, StringComparison.Ordinal);

    [Fact]
    public void For_OurExposureLockedSince_IsLocked() =>
        Assert.IsType<RestoreDecision.Locked>(RestoreDecision.For(Restore, Flags.Found(Captured, On, "r1.canary.0.1", "e7", locked: true)));

    [Fact]
    public void For_LockedAndNeverWritten_IsDone() =>
        Assert.Equal(new RestoreDecision.Done("e0"), RestoreDecision.For(Restore, Flags.Found(Captured, locked: true)));
}
