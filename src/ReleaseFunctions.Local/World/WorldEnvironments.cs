using System.Security.Cryptography;
using Azure.Identity;
using Releases.Azure.Environments;
using Releases.Service.Performing;

namespace ReleaseFunctions.Local.World;

/// <summary>The environments of the settings: each on its real services where they are given, on this world's where not.</summary>
public static class WorldEnvironments
{
    public static IEnvironments Of(LocalWorld world, TimeProvider time) => new ConnectedEnvironments(
        new AzureEnvironments(world.Settings.Environments.Select(pair => SettingsOf(world, pair.Key, pair.Value)), new DefaultAzureCredential(), time));

    /// <summary>One of them, with the addresses of what is simulated.</summary>
    public static EnvironmentSettings SettingsOf(LocalWorld world, string name, LocalEnvironment environment)
    {
        var settings = new EnvironmentSettings
        {
            Name = name,
            Production = environment.Production,
            Label = environment.Label,
            WorkspaceId = string.IsNullOrEmpty(environment.WorkspaceId) ? name : environment.WorkspaceId,
            RefreshInterval = environment.ClientRefresh,
            IngestionDelay = environment.IngestionDelay,
            DriftCheck = environment.DriftCheck,
            Protection = environment.Protection,
            Resources = environment.Resources,
            AlertScopes = environment.AlertScopes,
        };
        var store = string.IsNullOrEmpty(environment.AppConfiguration) ? world.Stores[name].ConnectionString : environment.AppConfiguration;
        settings = Uri.TryCreate(store, UriKind.Absolute, out var endpoint)
            ? settings with { AppConfigurationEndpoint = endpoint }
            : settings with { AppConfigurationConnectionString = store };
        return string.IsNullOrEmpty(environment.WorkspaceId)
            ? settings with { LogsEndpoint = world.Logs!.Url, LogsCertificateHash = world.Logs.Certificate.GetCertHashString(HashAlgorithmName.SHA256) }
            : settings;
    }
}
