using Azure.Core;
using Microsoft.Extensions.Configuration;
using Releases.Azure;

namespace ReleaseFunctions.Hosting;

/// <summary>
/// The storage account that the Functions host itself uses, as its own settings name it: a connection string for the emulator, the
/// account's name or addresses with the app's identity in Azure.
/// </summary>
internal static class HostStorage
{
    private const string Setting = "AzureWebJobsStorage";

    internal static Task<StorageStores> OpenAsync(IConfiguration configuration, TokenCredential credential)
    {
        if (configuration[Setting] is { Length: > 0 } connectionString)
        {
            return StorageStores.OpenAsync(connectionString, CancellationToken.None);
        }

        var section = configuration.GetSection(Setting);
        return StorageStores.OpenAsync(Address(section, "table"), Address(section, "blob"), credential, CancellationToken.None);
    }

    private static Uri Address(IConfigurationSection section, string service) => (section[$"{service}ServiceUri"], section["accountName"]) switch
    {
        ({ Length: > 0 } address, _) => new Uri(address),
        (_, { Length: > 0 } account) => new Uri($"https://{account}.{service}.core.windows.net"),
        _ => throw new InvalidOperationException($"Set {Setting} (a connection string), {Setting}__accountName, or {Setting}__{service}ServiceUri."),
    };
}
