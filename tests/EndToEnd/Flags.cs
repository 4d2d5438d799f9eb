using System.Text.Json;
using Azure.Data.AppConfiguration;

namespace EndToEnd;

/// <summary>The flag of the simulated pipeline, as it stands in each environment's store.</summary>
internal static class Flags
{
    internal const string Key = ".appconfig.featureflag/llm.batched-decoding";

    internal static ConfigurationClient StoreOf(this HostProcess host, string environment) => new(host.ConnectionStringOf(environment));

    internal static Uri EndpointOf(this HostProcess host, string environment) =>
        new(host.ConnectionStringOf(environment).Split(';').Single(part => part.StartsWith("Endpoint=", StringComparison.Ordinal))["Endpoint=".Length..]);

    internal static async Task<bool> IsOnAsync(this HostProcess host, string environment)
    {
        var setting = await host.StoreOf(environment).GetConfigurationSettingAsync(Key);
        return JsonDocument.Parse(setting.Value.Value).RootElement.GetProperty("enabled").GetBoolean();
    }

    internal static async Task<string> DocumentAsync(this HostProcess host, string environment) =>
        (await host.StoreOf(environment).GetConfigurationSettingAsync(Key)).Value.Value;

    private static string ConnectionStringOf(this HostProcess host, string environment) =>
        host.Addresses.GetProperty("appConfiguration").GetProperty(environment).GetString()!;
}
