using Releases.Azure.Environments;
using Releases.Azure.Identity;

namespace Releases.Azure.Tests.Environments;

public sealed class AzureEnvironmentsTests
{
    private static readonly EnvironmentSettings Emulated = new()
    {
        Name = "dev",
        AppConfigurationConnectionString = "Endpoint=http://127.0.0.1:1234;Id=i;Secret=c2VjcmV0",
        WorkspaceId = "w",
        LogsEndpoint = new Uri("https://127.0.0.1:1235"),
        LogsCertificateHash = new string('a', 64),
    };

    private static readonly EnvironmentSettings Real = new()
    {
        Name = "production",
        Production = true,
        AppConfigurationEndpoint = new Uri("https://store.azconfig.io"),
        WorkspaceId = "w",
    };

    [Fact]
    public void Environments_EmulatedAndReal_AreFoundByName()
    {
        var environments = Make(Emulated, Real);

        Assert.Equal(["production", "dev"], environments.All.Select(environment => environment.Settings.Name));
        Assert.Equal(new Uri("http://127.0.0.1:1234"), environments.Find("dev")!.Endpoint);
        Assert.Equal(new Uri("https://store.azconfig.io"), environments.Find("production")!.Endpoint);
        Assert.Null(environments.Find("Production"));
    }

    [Fact]
    public void Settings_NothingSaid_HaveTheServicesOwnTimes() =>
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3)), (Real.RefreshInterval, Real.IngestionDelay));

    [Fact]
    public void Environments_TwoOfOneName_AreRefused() => Assert.Contains("two environments 'dev'", Refusal(Emulated, Emulated), StringComparison.Ordinal);

    [Fact]
    public void Environments_NoStore_IsRefused() =>
        Assert.Contains("'production' needs", Refusal(Real with { AppConfigurationEndpoint = null }), StringComparison.Ordinal);

    [Fact]
    public void Environments_StoreGivenTwice_IsRefused() =>
        Assert.Contains("'dev' needs", Refusal(Emulated with { AppConfigurationEndpoint = new Uri("https://store.azconfig.io") }), StringComparison.Ordinal);

    [Fact]
    public void Environments_PinnedCertificateElsewhere_IsRefused() =>
        Assert.Contains("on this machine", Refusal(Emulated with { LogsEndpoint = new Uri("https://api.loganalytics.io") }), StringComparison.Ordinal);

    private static string Refusal(params EnvironmentSettings[] settings) => Assert.Throws<ArgumentException>(() => Make(settings)).Message;

    private static AzureEnvironments Make(params EnvironmentSettings[] settings) => new(settings, new LoopbackCredential(), TimeProvider.System);
}
