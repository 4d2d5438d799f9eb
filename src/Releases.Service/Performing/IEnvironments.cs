using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Metrics;
using Releases.Lifecycle;

namespace Releases.Service.Performing;

/// <summary>The environments that the service's settings name.</summary>
public interface IEnvironments
{
    IReadOnlyList<CourseEnvironment> All { get; }

    /// <summary>Where an environment keeps its flags: what the break-glass script needs.</summary>
    FlagLocation LocationOf(string environment);

    IFlagStore FlagsOf(string environment);

    ITelemetry TelemetryOf(string environment);

    IMetrics MetricsOf(string environment);

    /// <summary>What Azure knows of fired alerts; <see langword="null"/> where the environment names no scopes to ask about.</summary>
    IFiredAlerts? AlertsOf(string environment);

    /// <summary>The resources whose metrics plans may ask for, by their names.</summary>
    IReadOnlyCollection<string> ResourcesOf(string environment);
}
