using Azure.Data.AppConfiguration;
using ReleaseFunctions.Local.Tests.AppConfiguration;

namespace ReleaseFunctions.Local.Tests.Pipelines;

/// <summary>A local App Configuration store with the one flag that the pipelines of these tests read.</summary>
internal sealed class FlagStore : IAsyncDisposable
{
    private const string Key = ".appconfig.featureflag/enrich";
    private readonly LocalStore _store;

    private FlagStore(LocalStore store) => (_store, Client) = (store, store.Client());

    /// <summary>The client that pipelines read with.</summary>
    public ConfigurationClient Client { get; }

    /// <summary>Requests to the flag's setting so far.</summary>
    public long Reads => _store.Endpoint.Requests.All.Where(count => count.Method == "GET").Sum(count => count.Count);

    public static async Task<FlagStore> StartAsync() => new(await LocalStore.StartAsync());

    public void Outage(bool on) => _store.Faults.Outage(on);

    public Task SetPercentAsync(double percent, string audience = "") => SetAsync(Percent(percent, audience));

    public Task SetAsync(string json) => _store.Client().SetConfigurationSettingAsync(
        new ConfigurationSetting(Key, json, "prod") { ContentType = "application/vnd.microsoft.appconfig.ff+json;charset=utf-8" });

    public Task DeleteAsync() => _store.Client().DeleteConfigurationSettingAsync(Key, "prod");

    /// <summary>A targeted flag; what else the audience holds ends in a comma.</summary>
    public static string Percent(double percent, string audience = "") => $$$"""
        {"id":"enrich","enabled":true,"conditions":{"client_filters":[{"name":"Microsoft.Targeting","parameters":
        {"Audience":{ {{{audience}}} "DefaultRolloutPercentage":{{{percent}}} } } } ] } }
        """;

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
