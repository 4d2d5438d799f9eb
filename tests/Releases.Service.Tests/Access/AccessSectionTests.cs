using Microsoft.Extensions.Configuration;
using Releases.Service.Access;

namespace Releases.Service.Tests.Access;

public sealed class AccessSectionTests
{
    [Fact]
    public void Settings_AsTheInfrastructureSetsThem_AreRead()
    {
        var settings = AccessSection.Read(Of(
            ("Authentication:Entra:TenantId", "tenant"),
            ("Authentication:Entra:ClientId", "client"),
            ("Authentication:Entra:Administrators:0", "oid-1"),
            ("Authentication:GitHub:Audience", "https://api.example"),
            ("Authentication:GitHub:Subjects:0:Pattern", "repo:octo/orders:*"),
            ("Authentication:GitHub:Subjects:0:Roles:0", "Starter")));

        Assert.Equal(("tenant", "client", "oid-1"), (settings.Entra!.TenantId, settings.Entra.ClientId, Assert.Single(settings.Entra.Administrators)));
        var rule = Assert.Single(settings.GitHub!.Subjects);
        Assert.Equal(("repo:octo/orders:*", Role.Starter), (rule.Pattern, Assert.Single(rule.Roles)));
        Assert.Null(settings.Key);
    }

    [Fact]
    public void Nothing_IsRead_AsNobody() => Assert.Equal(new AccessSettings(), AccessSection.Read(Of()));

    [Theory]
    [InlineData("Authentication:Entra:ClientId", "client", "Entra__TenantId")]
    [InlineData("Authentication:Entra:TenantId", "tenant", "Entra__ClientId")]
    [InlineData("Authentication:GitHub:Subjects:0:Pattern", "repo:octo/orders:*", "GitHub__Audience")]
    public void HalfOfIt_IsAnError_ThatNamesTheOtherHalf(string name, string value, string missing) =>
        Assert.Contains(missing, Assert.Throws<InvalidOperationException>(() => AccessSection.Read(Of((name, value)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Misspelt_IsAnError() => Assert.Throws<InvalidOperationException>(() => AccessSection.Read(Of(("Authentication:Github:Audiance", "x"))));

    private static IConfigurationRoot Of(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value)).Build();
}
