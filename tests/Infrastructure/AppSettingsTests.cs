using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Releases.Service.Access;
using Releases.Service.Settings;

namespace Infrastructure;

/// <summary>What the template sets is what the app reads: its own readers are asked.</summary>
public sealed class AppSettingsTests
{
    public static TheoryData<string> Deployments => ["from nothing", "everything"];

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Environments_AreReadByTheApp(string deployment)
    {
        var environments = EnvironmentsSection.Read(SettingsOf(deployment)).ToDictionary(environment => environment.Name);

        Assert.Equal(["production", "staging"], environments.Keys.Order(StringComparer.Ordinal));
        Assert.True(environments["production"].Production);
        Assert.False(environments["staging"].Production);
        Assert.All(environments.Values, environment => Assert.EndsWith(".azconfig.io", environment.AppConfigurationEndpoint!.Host, StringComparison.Ordinal));
        Assert.All(environments.Values, environment => Assert.Null(environment.AppConfigurationConnectionString));
    }

    [Fact]
    public void Environments_HaveTheResourcesAndAlertScopesThatWereGiven()
    {
        var environments = EnvironmentsSection.Read(SettingsOf("everything")).ToDictionary(environment => environment.Name);
        var production = environments["production"];

        Assert.Equal(["orders_plan", "orders_queue"], production.Resources.Keys.Order(StringComparer.Ordinal));
        Assert.EndsWith("/Microsoft.ServiceBus/namespaces/sb-orders", production.Resources["orders_queue"].Id, StringComparison.Ordinal);
        Assert.Equal("westeurope", production.Resources["orders_queue"].Region);
        Assert.Null(production.Resources["orders_plan"].Region);
        Assert.Equal(["rg-shared", "rg-logs"], production.AlertScopes.Select(scope => scope.Split('/')[^1]));
        Assert.Empty(environments["staging"].Resources);
        Assert.Empty(environments["staging"].AlertScopes);
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public void Access_IsReadByTheApp_AndNoKeyOpensIt(string deployment)
    {
        var settings = AccessSection.Read(SettingsOf(deployment));
        using var limits = new CallLimits();
        using var gatekeeper = new Gatekeeper(settings, limits, TimeProvider.System, NullLogger<Gatekeeper>.Instance);

        Assert.Null(settings.Key);
    }

    [Fact]
    public void Access_IsWhatWasChosen()
    {
        var settings = AccessSection.Read(SettingsOf("everything"));

        Assert.Equal("22222222-2222-2222-2222-222222222222", settings.Entra!.ClientId);
        Assert.Equal(["11111111-1111-1111-1111-111111111111"], settings.Entra.Administrators);
        Assert.Equal(["repo:octo/orders:environment:production", "repo:octo/invoices:ref:refs/heads/main"], settings.GitHub!.Subjects.Select(rule => rule.Pattern));
        Assert.All(settings.GitHub.Subjects, rule => Assert.Equal([Role.Starter], rule.Roles));
    }

    [Fact]
    public void Access_NothingChosen_NobodyIsLetIn()
    {
        var settings = AccessSection.Read(SettingsOf("from nothing"));

        Assert.Null(settings.Entra);
        Assert.Empty(settings.GitHub!.Subjects);
    }

    private static IConfigurationRoot SettingsOf(string name) => new ConfigurationBuilder()
        .AddInMemoryCollection((name == "everything" ? Deployment.Everything : Deployment.FromNothing).AppSettings
            .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)))
        .Build();
}
