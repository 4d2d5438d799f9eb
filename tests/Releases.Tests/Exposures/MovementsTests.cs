using Releases.Exposures;

namespace Releases.Tests.Exposures;

public sealed class MovementsTests
{
    private static readonly Exposure Off = new Exposure.Off();
    private static readonly Exposure On = new Exposure.On();

    [Fact]
    public void Of_UpAndDownAgain_IsGuardedOnTheWayOutAndProtectiveOnTheWayHome() => Assert.Equal(
        [Movement.Guarded, Movement.Guarded, Movement.Protective, Movement.Protective],
        Movements.Of(Flags.Off, [Percent(5), On, Percent(50), Off]));

    [Fact]
    public void Of_RetiringAnOldPath_IsGuardedAllTheWay() => Assert.Equal(
        [Movement.None, Movement.Guarded, Movement.Guarded],
        Movements.Of("""{"id":"a","enabled":true}""", [On, Percent(50), Off]));

    [Fact]
    public void Of_CapturedAudience_CountsWithWhatThePlanNames()
    {
        // The captured ring0 stays in at 100 % whatever the plan says of others, so 2 % is what it was with more units, not fewer.
        const string captured = """{"enabled":true,"conditions":{"client_filters":[{"name":"Targeting","parameters":{"Audience":{"Groups":[{"Name":"ring0","RolloutPercentage":100}],"DefaultRolloutPercentage":0}}}]}}""";

        Assert.Equal([Movement.Guarded, Movement.Protective], Movements.Of(captured, [Percent(2), Percent(0)]));
        Assert.Equal([Movement.Guarded, Movement.Guarded], Movements.Of(captured, [new Exposure.Targeted(0, [new GroupShare("ring0", 50)], []), new Exposure.Targeted(0, [new GroupShare("ring0", 20)], [])]));
    }

    [Fact]
    public void Of_VariantThatIsTheFlagsDefault_IsNoExposureOfItsOwn()
    {
        const string captured = """{"id":"a","enabled":true,"variants":[{"name":"old"},{"name":"new"}],"allocation":{"default_when_enabled":"old"}}""";

        Assert.Equal(
            [Movement.Guarded, Movement.Guarded, Movement.Protective],
            Movements.Of(captured, [Dealt(10), Dealt(50), Dealt(25)]));

        static Exposure Dealt(double to) => new Exposure.Variants([new VariantRange("new", 0, to), new VariantRange("old", to, 100)], null);
    }

    [Fact]
    public void Of_CapturedFlagThatIsNoExposure_IsGuardedThroughout() => Assert.Equal(
        [Movement.Guarded, Movement.Guarded],
        Movements.Of("""{"enabled":true,"conditions":{"client_filters":[{"name":"Mine"}]}}""", [Percent(50), Percent(5)]));

    private static Exposure Percent(double percent) => new Exposure.Targeted(percent, [], []);
}
