using System.Text.Json;
using ReleaseFunctions.Local.World;
using Releases.Azure.Environments;

namespace ReleaseFunctions.Local.Hosting;

/// <summary>What the Functions host needs to run releases on a local world: its settings file, as Core Tools read it.</summary>
public static class FunctionsSettings
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes <c>local.settings.json</c> into the data folder; it has the key in it, so it is for its user's eyes only.</summary>
    /// <returns>Where it is.</returns>
    public static string Write(LocalWorld world)
    {
        var values = new Dictionary<string, string>
        {
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["AzureWebJobsStorage"] = world.StorageConnectionString,
            ["Authentication__Key"] = LocalKey.Of(world.Settings),
        };
        foreach (var environment in world.Settings.Environments.Select(pair => WorldEnvironments.SettingsOf(world, pair.Key, pair.Value)))
        {
            foreach (var (name, value) in ValuesOf(environment))
            {
                values[$"Environments__{environment.Name}__{name}"] = value;
            }
        }

        var file = Path.GetFullPath(Path.Combine(world.Settings.DataFolder, "local.settings.json"));
        SecretFile.Write(file, JsonSerializer.Serialize(new { IsEncrypted = false, Values = values }, Indented));
        return file;
    }

    private static IEnumerable<(string Name, string? Value)> ProtectionOf(ProtectionSettings protection)
    {
        const string prefix = nameof(EnvironmentSettings.Protection) + "__";
        IEnumerable<(string Name, string? Value)> Items(string name, IReadOnlyList<string> items) => items.Select((item, index) => ($"{prefix}{name}__{index}", (string?)item));
        return
        [
            .. Items(nameof(protection.Starters), protection.Starters),
            .. Items(nameof(protection.Approvers), protection.Approvers),
            .. Items(nameof(protection.Windows), protection.Windows),
            ($"{prefix}{nameof(protection.ApprovalWithin)}", protection.ApprovalWithin?.ToString()),
            ($"{prefix}{nameof(protection.RehearsedWithin)}", protection.RehearsedWithin?.ToString()),
            ($"{prefix}{nameof(protection.PreflightWithin)}", protection.PreflightWithin?.ToString()),
            ($"{prefix}{nameof(protection.HighestRisk)}", protection.HighestRisk.ToString()),
        ];
    }

    private static IEnumerable<(string Name, string Value)> ValuesOf(EnvironmentSettings environment)
    {
        (string Name, string? Value)[] all =
        [
            (nameof(environment.Production), environment.Production ? "true" : null),
            (nameof(environment.AppConfigurationEndpoint), environment.AppConfigurationEndpoint?.ToString()),
            (nameof(environment.AppConfigurationConnectionString), environment.AppConfigurationConnectionString),
            (nameof(environment.Label), environment.Label),
            (nameof(environment.WorkspaceId), environment.WorkspaceId),
            (nameof(environment.LogsEndpoint), environment.LogsEndpoint.ToString()),
            (nameof(environment.LogsCertificateHash), environment.LogsCertificateHash),
            (nameof(environment.RefreshInterval), environment.RefreshInterval.ToString()),
            (nameof(environment.IngestionDelay), environment.IngestionDelay.ToString()),
            (nameof(environment.DriftCheck), environment.DriftCheck.ToString()),
        ];
        IEnumerable<(string Name, string? Value)> resources = environment.Resources.SelectMany(resource => ((string Name, string? Value)[])
        [
            ($"{nameof(environment.Resources)}__{resource.Key}__{nameof(resource.Value.Id)}", resource.Value.Id),
            ($"{nameof(environment.Resources)}__{resource.Key}__{nameof(resource.Value.Region)}", resource.Value.Region),
        ]);
        IEnumerable<(string Name, string? Value)> scopes = environment.AlertScopes.Select((scope, index) => ($"{nameof(environment.AlertScopes)}__{index}", (string?)scope));
        return all.Concat(resources).Concat(scopes).Concat(ProtectionOf(environment.Protection ?? new ProtectionSettings())).Where(setting => !string.IsNullOrEmpty(setting.Value)).Select(setting => (setting.Name, setting.Value!));
    }
}
