using System.Text.Json;
using ReleaseFunctions.Local.World;

namespace ReleaseFunctions.Local.Hosting;

/// <summary>Where everything of a running world is.</summary>
internal static class Addresses
{
    /// <summary>Writes them to <c>addresses.json</c> in the data folder, for tools.</summary>
    internal static Task WriteAsync(LocalWorld world, Uri? api)
    {
        var file = Path.Combine(world.Settings.DataFolder, "addresses.json");
        var addresses = new
        {
            Api = api,
            AppConfiguration = world.Stores.ToDictionary(store => store.Key, store => store.Value.ConnectionString),
            LogAnalytics = world.Logs?.Url,
            LogAnalyticsWorkspaces = world.Settings.Environments.Keys,
        };
        return File.WriteAllTextAsync(file, JsonSerializer.Serialize(addresses, JsonSerializerOptions.Web));
    }

    internal static IEnumerable<(string What, string Where)> Of(LocalWorld world, Uri? api)
    {
        if (api is not null)
        {
            yield return ("Releases", new Uri(api, "api/releases").ToString());
            yield return ("OpenAPI", new Uri(api, "openapi.json").ToString());
            yield return ("Health", new Uri(api, "health/ready").ToString());
        }

        foreach (var (environment, store) in world.Stores)
        {
            yield return ($"App Configuration of {environment}", store.ConnectionString);
        }

        if (world.Logs is { } logs)
        {
            yield return ("Log Analytics", logs.Url.ToString());
        }

        yield return ("Key of the API", string.IsNullOrEmpty(world.Settings.Key) ? $"{LocalKey.Of(world.Settings)} ({LocalKey.FileOf(world.Settings)})" : "the one that the settings give");
        yield return ("Data", Path.GetFullPath(world.Settings.DataFolder));
    }
}
