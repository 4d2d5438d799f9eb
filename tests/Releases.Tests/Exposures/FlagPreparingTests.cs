using Releases.Exposures;

namespace Releases.Tests.Exposures;

public sealed class FlagPreparingTests
{
    [Fact]
    public void For_OrdinaryFlag_IsItsDocumentWithOurTagsBesideTheirs()
    {
        var ready = Assert.IsType<FlagPreparing.Ready>(FlagPreparing.For(new FlagWrite(Flags.Captured(), new Exposure.On(), "e0", "r1.0")));

        Assert.Equal("""{"id":"orders.v2","enabled":true,"conditions":{"client_filters":[]}}""", ready.Value);
        Assert.Equal(["releasefunctions-hash", "releasefunctions-write", "team"], ready.Tags.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("on")]
    [InlineData("percent")]
    [InlineData("variants")]
    [InlineData("shadow")]
    [InlineData("off")]
    public void For_FlagThatWouldNotFit_IsRefusedWhateverTheExposure(string kind)
    {
        var document = $$"""{"id":"orders.v2","enabled":false,"variants":[{"name":"v","configuration_value":"{{new string('x', 10_100)}}"}]}""";
        Exposure exposure = kind switch
        {
            "on" => new Exposure.On(),
            "percent" => new Exposure.Targeted(5, [], []),
            "variants" => new Exposure.Variants([new VariantRange("v", 0, 5)], null),
            "shadow" => new Exposure.Shadow(),
            _ => new Exposure.Off(),
        };

        var refused = Assert.IsType<FlagPreparing.Refused>(FlagPreparing.For(new FlagWrite(Flags.Captured(document), exposure, "e0", "r1.0")));

        Assert.Matches("^the flag would weigh 10,[0-9]{3} bytes, and the store takes 10,240$", refused.Reason);
    }

    [Fact]
    public void For_FlagThatCouldNotComeBack_IsRefused()
    {
        // The id of a restore is longer than that of a write: with so much in it the flag could go out, and not come back.
        static FlagPreparing Padded(int letters) =>
            FlagPreparing.For(new FlagWrite(Flags.Captured($$"""{"id":"orders.v2","enabled":true,"x":"{{new string('x', letters)}}"}"""), new Exposure.Off(), "e0", "r1.0"));

        var most = Enumerable.Range(9_000, 1_240).Last(letters => Padded(letters) is FlagPreparing.Ready);
        var ready = Assert.IsType<FlagPreparing.Ready>(Padded(most));

        Assert.Equal(FeatureFlagSetting.MaximumBytes - ".restore.999999".Length + 1, FeatureFlagSetting.Bytes(Flags.Captured(), ready.Value, ready.Tags));
    }

    [Fact]
    public void For_ExposureThatAddsTheLastStraw_IsRefused()
    {
        // The captured flag fits, and so does it when it is on; a thousand users do not.
        var captured = Flags.Captured($$"""{"id":"orders.v2","enabled":false,"x":"{{new string('x', 6_000)}}"}""");

        Assert.IsType<FlagPreparing.Ready>(FlagPreparing.For(new FlagWrite(captured, new Exposure.On(), "e0", "r1.0")));
        Assert.IsType<FlagPreparing.Refused>(FlagPreparing.For(new FlagWrite(captured, new Exposure.Targeted(5, [], [.. Enumerable.Range(0, 500).Select(number => $"user-{number}")]), "e0", "r1.0")));
    }
}
