using Releases.Exposures;

namespace Releases.Tests.Exposures;

public sealed class FeatureFlagSettingTests
{
    [Fact]
    public void Bytes_Setting_CountsEverythingThatIsKeptWithItInUtf8()
    {
        var flag = new CapturedFlag("ä", "prod", "ignored", "type", new Dictionary<string, string>(), "e", Locked: false);

        var bytes = FeatureFlagSetting.Bytes(flag, "12345€", new Dictionary<string, string> { ["tag"] = "value" });

        Assert.Equal(".appconfig.featureflag/".Length + 2 + "prod".Length + 8 + "type".Length + "tagvalue".Length, bytes);
    }
}
