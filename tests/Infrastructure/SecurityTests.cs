using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infrastructure;

public sealed partial class SecurityTests(CompiledTemplate template) : IClassFixture<CompiledTemplate>
{
    [Fact]
    public void StorageAccounts_TakeTokensOverTls_AndNothingElse()
    {
        var accounts = Deployment.All.SelectMany(deployment => deployment.Of("Microsoft.Storage/storageAccounts")).ToList();

        Assert.NotEmpty(accounts);
        Assert.All(accounts.Select(account => account["properties"]!), properties =>
        {
            Assert.False((bool)properties["allowSharedKeyAccess"]!);
            Assert.True((bool)properties["defaultToOAuthAuthentication"]!);
            Assert.False((bool)properties["allowBlobPublicAccess"]!);
            Assert.False((bool)properties["allowCrossTenantReplication"]!);
            Assert.True((bool)properties["supportsHttpsTrafficOnly"]!);
            Assert.Equal("TLS1_2", (string?)properties["minimumTlsVersion"]);
        });
    }

    [Fact]
    public void Containers_AreNotPublic_AndTheirBlobsComeBack()
    {
        Assert.All(Of("Microsoft.Storage/storageAccounts/blobServices/containers"), properties => Assert.Equal("None", (string?)properties["publicAccess"]));
        Assert.All(Of("Microsoft.Storage/storageAccounts/blobServices"), properties =>
        {
            Assert.True((bool)properties["deleteRetentionPolicy"]!["enabled"]!);
            Assert.True((bool)properties["containerDeleteRetentionPolicy"]!["enabled"]!);
        });
    }

    [Fact]
    public void Stores_TakeTokensOnly_AndComeBackWhenDeleted()
    {
        Assert.All(Of("Microsoft.AppConfiguration/configurationStores"), properties =>
        {
            Assert.True((bool)properties["disableLocalAuth"]!);
            Assert.True((bool)properties["enablePurgeProtection"]!);
            Assert.InRange((int)properties["softDeleteRetentionInDays"]!, 7, 7);
        });
        Assert.All(Deployment.All.SelectMany(deployment => deployment.Of("Microsoft.AppConfiguration/configurationStores")), store => Assert.Equal("standard", (string?)store["sku"]!["name"]));
    }

    [Fact]
    public void Stores_LogWhoWritesFlags()
    {
        foreach (var deployment in Deployment.All)
        {
            var logged = deployment.Of("Microsoft.Insights/diagnosticSettings").Select(setting => (string?)setting["id"]).ToList();

            Assert.All(
                deployment.Of("Microsoft.AppConfiguration/configurationStores"),
                store => Assert.Contains(logged, id => id!.StartsWith($"{(string?)store["id"]}/", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Telemetry_IsTakenWithTokensOnly()
    {
        Assert.All(Of("Microsoft.Insights/components"), properties => Assert.True((bool)properties["DisableLocalAuth"]!));
        Assert.All(Of("Microsoft.OperationalInsights/workspaces"), properties => Assert.True((bool)properties["features"]!["disableLocalAuth"]!));
    }

    [Fact]
    public void App_IsReachedOverTls_AndPublishedWithTokens()
    {
        Assert.All(Of("Microsoft.Web/sites"), properties =>
        {
            Assert.True((bool)properties["httpsOnly"]!);
            Assert.Equal("1.2", (string?)properties["siteConfig"]!["minTlsVersion"]);
            Assert.Equal("1.2", (string?)properties["siteConfig"]!["scmMinTlsVersion"]);
            Assert.Equal("Disabled", (string?)properties["siteConfig"]!["ftpsState"]);
            Assert.Equal("UserAssignedIdentity", (string?)properties["functionAppConfig"]!["deployment"]!["storage"]!["authentication"]!["type"]);
        });
        foreach (var deployment in Deployment.All)
        {
            var policies = deployment.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToList();

            Assert.Equal(["ftp", "scm"], policies.Select(policy => ((string)policy["name"]!).Split('/')[^1]).Order(StringComparer.Ordinal));
            Assert.All(policies, policy => Assert.False((bool)policy["properties"]!["allow"]!));
        }
    }

    [Fact]
    public void App_HasOneIdentity_AndNoKeyInItsSettings()
    {
        foreach (var deployment in Deployment.All)
        {
            var app = Assert.Single(deployment.Of("Microsoft.Web/sites"));

            Assert.Equal("UserAssigned", (string?)app["identity"]!["type"]);
            Assert.Single(app["identity"]!["userAssignedIdentities"]!.AsObject());
            Assert.Equal("managedidentity", deployment.AppSettings["AzureWebJobsStorage__credential"]);
            Assert.All(deployment.AppSettings.Values, value => Assert.DoesNotContain("AccountKey", value, StringComparison.OrdinalIgnoreCase));
            Assert.All(deployment.AppSettings.Values, value => Assert.DoesNotContain("SharedAccess", value, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("AccountKey=")]
    [InlineData("primaryKey")]
    [InlineData("SharedAccessSignature")]
    public void Template_HasNoTraceOfAKey(string trace) => Assert.DoesNotContain(trace, template.Run.Output, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Template_AsksForNoKey() => Assert.DoesNotMatch(KeyFunction(), template.Run.Output);

    [Fact]
    public void Outputs_HoldNoSecret()
    {
        var outputs = template.Templates
            .SelectMany(found => (found.Template["outputs"] as JsonObject ?? []).Select(output => (Where: $"{found.Path}: {output.Key}", Text: output.Value!.ToJsonString(), found.Template)))
            .ToList();

        Assert.NotEmpty(outputs);
        Assert.All(outputs, output =>
        {
            Assert.All(["ConnectionString", "InstrumentationKey", "Key(", "Keys("], trace => Assert.DoesNotContain(trace, output.Text, StringComparison.OrdinalIgnoreCase));
            Assert.All(SecureParametersOf(output.Template), secure => Assert.DoesNotContain($"parameters('{secure}')", output.Text, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Webhook_IsSecureAllTheWay()
    {
        Assert.DoesNotContain("the-secret-hook", Deployment.Everything.Text, StringComparison.Ordinal);
        Assert.Contains("alertWebhook", SecureParametersOf(template.Root));
    }

    private static IEnumerable<string> SecureParametersOf(JsonObject template) => (template["parameters"] as JsonObject ?? [])
        .Where(parameter => ((string?)parameter.Value!["type"])?.StartsWith("secure", StringComparison.OrdinalIgnoreCase) == true)
        .Select(parameter => parameter.Key);

    private static List<JsonNode> Of(string type)
    {
        var properties = Deployment.All.SelectMany(deployment => deployment.Of(type)).Select(resource => resource["properties"]!).ToList();
        Assert.NotEmpty(properties);
        return properties;
    }

    /// <summary>The functions that hand out keys: listKeys, listAccountSas, ...</summary>
    [GeneratedRegex(@"\blist[A-Z]\w*\(", RegexOptions.None, 5000)]
    private static partial Regex KeyFunction();
}
