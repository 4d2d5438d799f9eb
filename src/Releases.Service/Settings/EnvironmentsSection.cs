using Microsoft.Extensions.Configuration;
using Releases.Azure.Environments;

namespace Releases.Service.Settings;

/// <summary>The environments as a service's settings name them: <c>Environments:NAME:AppConfigurationEndpoint</c> and so on.</summary>
public static class EnvironmentsSection
{
    /// <summary>The section's usual name.</summary>
    public const string Name = "Environments";

    private static readonly IReadOnlyList<string> Known =
        [.. typeof(EnvironmentSettings).GetProperties().Select(property => property.Name).Except([nameof(EnvironmentSettings.Name)])];

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidOperationException">There is none, or a value is not what its setting takes; the text says which.</exception>
    public static IReadOnlyList<EnvironmentSettings> Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Name);
        var environments = section.GetChildren().Select(child => Read(child)).ToList();
        return environments.Count > 0
            ? environments
            : throw new InvalidOperationException(
                $"No environment is set. Set {Name}__production__AppConfigurationEndpoint, {Name}__production__WorkspaceId and so on, one group for each environment that plans may name.");
    }

    private static EnvironmentSettings Read(IConfigurationSection section)
    {
        // Also where it is only misspelt: a label or a delay that is silently the default would judge the wrong flags at the wrong time.
        if (section.GetChildren().FirstOrDefault(child => !Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new InvalidOperationException($"{Variable(unknown.Path)} is no setting of an environment; there are {string.Join(", ", Known)}.");
        }

        var settings = section.Get<EnvironmentSettings>()
            ?? throw new InvalidOperationException($"The environment '{section.Key}' has no settings.");
        return string.IsNullOrWhiteSpace(settings.WorkspaceId)
            ? throw new InvalidOperationException($"Set {Variable(section.Path)}__WorkspaceId: the id of the Log Analytics workspace that '{section.Key}' is judged by.")
            : settings with { Name = section.Key };
    }

    /// <summary>As the setting is called where settings are environment variables, as they are for a Functions app.</summary>
    private static string Variable(string path) => path.Replace(":", "__", StringComparison.Ordinal);
}
