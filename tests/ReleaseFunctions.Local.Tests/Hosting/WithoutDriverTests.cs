using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using ReleaseFunctions.Local.Hosting;
using ReleaseFunctions.Local.Tests.Driver;
using ReleaseFunctions.Local.World;
using Releases.Azure.Environments;
using Releases.Service.Settings;

namespace ReleaseFunctions.Local.Tests.Hosting;

/// <summary>The world for another host: what that one needs to know of it, and nothing that would run releases here.</summary>
[Collection(nameof(WorldFixture))]
public sealed class WithoutDriverTests(WorldFixture world)
{
    [Fact]
    public async Task Settings_ForFunctions_AreTheEnvironmentsOfTheEmbeddedHost()
    {
        var file = FunctionsSettings.Write(world.World);

        var values = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement.GetProperty("Values")
            .EnumerateObject().Select(value => KeyValuePair.Create(value.Name.Replace("__", ":", StringComparison.Ordinal), value.Value.GetString()))
            .ToList();
        var read = EnvironmentsSection.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        Assert.Equal(
            JsonSerializer.Serialize(world.World.Settings.Environments.Select(pair => Spelled(WorldEnvironments.SettingsOf(world.World, pair.Key, pair.Value))).OrderBy(environment => environment.Name, StringComparer.Ordinal)),
            JsonSerializer.Serialize(read.Select(Spelled).OrderBy(environment => environment.Name, StringComparer.Ordinal)));
        Assert.Contains(KeyValuePair.Create("AzureWebJobsStorage", (string?)world.World.StorageConnectionString), values);
        Assert.Contains(KeyValuePair.Create("FUNCTIONS_WORKER_RUNTIME", (string?)"dotnet-isolated"), values);
    }

    /// <summary>An address as it is written out, and without a protection: this world has none, which is read as an empty one.</summary>
    private static EnvironmentSettings Spelled(EnvironmentSettings settings) => settings with { LogsEndpoint = new Uri(settings.LogsEndpoint.ToString()), Protection = null };

    [Fact]
    public async Task Host_OfTheWorldAlone_ShowsItsPipelinesAndHasNoApi()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var host = WorldHost.Build(builder, world.World);
        await host.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(host.Urls.Single()) };
        http.DefaultRequestHeaders.Add("X-Api-Key", LocalKey.Of(world.World.Settings));

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("local/pipelines", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri("api/releases", UriKind.Relative))).StatusCode);
        await host.StopAsync();
    }
}
