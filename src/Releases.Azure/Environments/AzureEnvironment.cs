using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Metrics;

namespace Releases.Azure.Environments;

/// <summary>An environment with the clients that reach it.</summary>
/// <param name="Endpoint">The App Configuration store's address, as people need it in the break-glass script.</param>
public sealed record AzureEnvironment(EnvironmentSettings Settings, Uri Endpoint, IFlagStore Flags, ITelemetry Telemetry, IMetrics Metrics, IFiredAlerts? Alerts);
