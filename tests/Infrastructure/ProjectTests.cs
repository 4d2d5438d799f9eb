using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;

namespace Infrastructure;

/// <summary>azure.yaml, the parameters file and the hooks fit the template.</summary>
public sealed partial class ProjectTests(CompiledTemplate template) : IClassFixture<CompiledTemplate>
{
    private static readonly JsonObject Parameters = JsonSerializer.Deserialize<JsonObject>(Repository.Read("infra/main.parameters.json"))!["parameters"]!.AsObject();

    private static readonly Dictionary<object, object> Project = new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(Repository.Read("azure.yaml"));

    [Fact]
    public void Service_HasItsAppByTag()
    {
        var services = ((Dictionary<object, object>)Project["services"]).Keys.Cast<string>();
        var tagged = Deployment.FromNothing.Resources.Select(resource => (string?)resource["tags"]?["azd-service-name"]).OfType<string>();

        Assert.Equal(services, tagged);
    }

    [Fact]
    public void Parameters_AreTheTemplates_AndNoneIsMissing()
    {
        var known = template.Root["parameters"]!.AsObject();
        var needed = known.Where(parameter => parameter.Value!["defaultValue"] is null).Select(parameter => parameter.Key);

        Assert.All(Parameters, parameter => Assert.True(known.ContainsKey(parameter.Key), $"The template has no parameter '{parameter.Key}'."));
        Assert.All(needed, name => Assert.True(Parameters.ContainsKey(name), $"'{name}' has no value."));
    }

    [Fact]
    public void Variables_AreInTheHowTo()
    {
        var text = Repository.Read("docs/how-to/deploy-with-azd.md");
        var variables = Variable().Matches(Repository.Read("infra/main.parameters.json")).Select(found => found.Groups["name"].Value)
            .Where(name => !name.StartsWith("AZURE_", StringComparison.Ordinal));

        Assert.All(variables, name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Hooks_AreThere_InBothShells()
    {
        var scripts = ((Dictionary<object, object>)Project["hooks"]).Values.Cast<Dictionary<object, object>>()
            .SelectMany(hook => hook.Values.Cast<Dictionary<object, object>>())
            .Select(shell => (string)shell["run"])
            .ToList();

        Assert.Equal(scripts.Count(script => script.EndsWith(".sh", StringComparison.Ordinal)), scripts.Count(script => script.EndsWith(".ps1", StringComparison.Ordinal)));
        Assert.All(scripts, script => Assert.True(File.Exists(Repository.PathOf(script)), script));
        Assert.All(
            scripts.Where(script => script.EndsWith(".sh", StringComparison.Ordinal)),
            script => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Repository.PathOf(script)).HasFlag(UnixFileMode.UserExecute), script));
    }

    [Fact]
    public void Runtime_IsIsolatedDotNetOnFlexConsumption_WithAnInstanceThatWaitsForTimers()
    {
        var app = Deployment.FromNothing.Of("Microsoft.Web/sites").Single()["properties"]!["functionAppConfig"]!;
        var plan = Deployment.FromNothing.Of("Microsoft.Web/serverfarms").Single();

        Assert.Equal("FC1", (string?)plan["sku"]!["name"]);
        Assert.Equal("dotnet-isolated", (string?)app["runtime"]!["name"]);
        Assert.Equal("10.0", (string?)app["runtime"]!["version"]);
        var ready = Assert.Single(app["scaleAndConcurrency"]!["alwaysReady"]!.AsArray())!;
        Assert.Equal("durable", (string?)ready["name"]);
        Assert.Equal(1, (int)ready["instanceCount"]!);
    }

    [Fact]
    public void GivenStoreAndWorkspace_AreUsedInsteadOfNewOnes()
    {
        var stores = Deployment.Everything.Of("Microsoft.AppConfiguration/configurationStores").Select(store => (string?)store["tags"]!["release-environment"]);

        Assert.Equal(["staging"], stores);
        Assert.Equal("https://appcs-shared.azconfig.io", Deployment.Everything.AppSettings["Environments__production__AppConfigurationEndpoint"]);
        Assert.Contains("/rg-logs/providers/Microsoft.OperationalInsights/workspaces/log-shared'", Deployment.Everything.AppSettings["Environments__production__WorkspaceId"], StringComparison.Ordinal);
    }

    [Fact]
    public void Scheduler_IsMadeOnlyWhenAskedFor()
    {
        Assert.Empty(Deployment.FromNothing.Of("Microsoft.DurableTask/schedulers"));
        Assert.Single(Deployment.Everything.Of("Microsoft.DurableTask/schedulers"));
        Assert.DoesNotContain("DURABLE_TASK_SCHEDULER_CONNECTION_STRING", Deployment.FromNothing.AppSettings.Keys);
        Assert.Contains("Authentication=ManagedIdentity", Deployment.Everything.AppSettings["DURABLE_TASK_SCHEDULER_CONNECTION_STRING"], StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
