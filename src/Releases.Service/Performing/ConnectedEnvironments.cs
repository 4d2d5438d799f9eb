using Releases.Azure.Environments;
using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Metrics;
using Releases.Lifecycle;
using Releases.Protection;

namespace Releases.Service.Performing;

/// <summary>The service's environments on their Azure clients.</summary>
public sealed class ConnectedEnvironments(AzureEnvironments environments) : IEnvironments
{
    public IReadOnlyList<CourseEnvironment> All { get; } =
    [
        .. environments.All.Select(environment => environment.Settings).Select(settings =>
            new CourseEnvironment(settings.Name, settings.Production, settings.RefreshInterval, settings.IngestionDelay, settings.DriftCheck, ProtectionOf(settings))),
    ];

    public FlagLocation LocationOf(string environment) => new(Of(environment).Endpoint.ToString(), Of(environment).Settings.Label, Of(environment).Settings.AppConfigurationTier);

    public IFlagStore FlagsOf(string environment) => Of(environment).Flags;

    public ITelemetry TelemetryOf(string environment) => Of(environment).Telemetry;

    public IMetrics MetricsOf(string environment) => Of(environment).Metrics;

    public IFiredAlerts? AlertsOf(string environment) => Of(environment).Alerts;

    public IReadOnlyCollection<string> ResourcesOf(string environment) => [.. Of(environment).Settings.Resources.Keys];

    private static EnvironmentProtection? ProtectionOf(EnvironmentSettings settings)
    {
        try
        {
            return settings.Protection?.Read();
        }
        catch (FormatException problem)
        {
            throw new ArgumentException($"The protection of environment '{settings.Name}' cannot be read: {problem.Message}", nameof(settings), problem);
        }
    }

    private AzureEnvironment Of(string name) => environments.Find(name)
        ?? throw new InvalidOperationException($"The service's settings have no environment '{name}'; a running release needs it.");
}
