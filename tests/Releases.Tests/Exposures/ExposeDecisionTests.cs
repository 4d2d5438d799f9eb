using Releases.Exposures;

namespace Releases.Tests.Exposures;

public sealed class ExposeDecisionTests
{
    private const string On = """{"id":"orders.v2","enabled":true,"conditions":{"client_filters":[]}}""";
    private static readonly CapturedFlag Captured = Flags.Captured();
    private static readonly FlagWrite Write = new(Captured, new Exposure.On(), "e0", "r1.0");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void For_OurOwnLostWrite_IsConfirmed(bool readOnly) =>
        Assert.Equal(new FlagWriteResult.Confirmed("orders.v2", "e1"), ExposeDecision.For(Write, readOnly, Flags.Found(Captured, On, "r1.0", "e1", locked: readOnly)));

    [Fact]
    public void For_AnotherVersion_IsDrift() =>
        Assert.Equal(new FlagWriteResult.Drifted("orders.v2", "enabled: false -> true", "e1"), ExposeDecision.For(Write, false, Flags.Found(Captured, On, etag: "e1")));

    [Fact]
    public void For_EditThatKeepsOurTags_IsDrift()
    {
        var edited = Flags.Found(Captured, On, "r1.0", "e2") with { Value = """{"id":"orders.v2","enabled":true}""" };

        Assert.IsType<FlagWriteResult.Drifted>(ExposeDecision.For(Write, false, edited));
    }

    [Fact]
    public void For_FlagThatIsGone_IsDrift() =>
        Assert.Equal(new FlagWriteResult.Drifted("orders.v2", "the flag has been deleted"), ExposeDecision.For(Write, false, null));

    [Fact]
    public void For_ReadOnly_IsLocked() => Assert.Equal(new FlagWriteResult.Locked("orders.v2"), ExposeDecision.For(Write, true, Flags.Found(Captured, locked: true)));

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void For_NothingThatWouldRefuse_IsUnknown(bool readOnly, bool locked) =>
        Assert.IsType<FlagWriteResult.Unknown>(ExposeDecision.For(Write, readOnly, Flags.Found(Captured, locked: locked)));
}
