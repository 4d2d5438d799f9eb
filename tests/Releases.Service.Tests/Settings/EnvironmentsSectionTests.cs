using Microsoft.Extensions.Configuration;
using Releases.Azure.Environments;
using Releases.Service.Settings;

namespace Releases.Service.Tests.Settings;

public sealed class EnvironmentsSectionTests
{
    private static readonly (string Name, string Value)[] Production =
    [
        ("Environments:production:Production", "true"),
        ("Environments:production:AppConfigurationEndpoint", "https://contoso.azconfig.io"),
        ("Environments:production:Label", "blue"),
        ("Environments:production:WorkspaceId", "6f0c1f6e-0000-4000-8000-000000000001"),
        ("Environments:production:IngestionDelay", "00:05:00"),
    ];

    [Fact]
    public void Read_TwoEnvironments_HaveTheirNamesValuesAndDefaults()
    {
        var environments = Read([.. Production, ("Environments:staging:WorkspaceId", "6f0c1f6e-0000-4000-8000-000000000002")]);

        var (production, staging) = (environments.Single(environment => environment.Name == "production"), environments.Single(environment => environment.Name == "staging"));
        Assert.Equal((true, "blue", TimeSpan.FromMinutes(5)), (production.Production, production.Label, production.IngestionDelay));
        Assert.Equal(new Uri("https://contoso.azconfig.io"), production.AppConfigurationEndpoint);
        Assert.Equal((false, null, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3)), (staging.Production, staging.Label, staging.RefreshInterval, staging.IngestionDelay));
    }

    [Fact]
    public void Read_NoEnvironment_SaysWhatToSet()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Read([]));

        Assert.StartsWith("No environment is set. Set Environments__production__AppConfigurationEndpoint", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoWorkspace_SaysWhichIsMissing()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Read([.. Production.Where(setting => !setting.Name.EndsWith("WorkspaceId", StringComparison.Ordinal))]));

        Assert.StartsWith("Set Environments__production__WorkspaceId: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MisspeltSetting_IsNamedWithThoseThatThereAre()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Read([.. Production, ("Environments:production:Labell", "blue")]));

        Assert.StartsWith("Environments__production__Labell is no setting of an environment; there are Production, ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RefreshInterval", "soon")]
    [InlineData("Production", "perhaps")]
    public void Read_ValueThatItsSettingDoesNotTake_IsNamed(string setting, string value)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Read([.. Production, ($"Environments:production:{setting}", value)]));

        Assert.Contains($"Environments:production:{setting}", error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<EnvironmentSettings> Read(IReadOnlyList<(string Name, string Value)> settings) => EnvironmentsSection.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.GroupBy(setting => setting.Name).Select(group => KeyValuePair.Create(group.Key, (string?)group.Last().Value))).Build());
}
