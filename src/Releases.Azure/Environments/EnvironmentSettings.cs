using Releases.Budgets;

namespace Releases.Azure.Environments;

/// <summary>One environment, as the service's own settings name it. A plan's stage refers to it by its name.</summary>
public sealed record EnvironmentSettings
{
    /// <summary>E.g. <c>production</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Put back before the others, and guarded most.</summary>
    public bool Production { get; init; }

    /// <summary>The App Configuration store, e.g. <c>https://name.azconfig.io</c>: reached with the service's identity.</summary>
    public Uri? AppConfigurationEndpoint { get; init; }

    /// <summary>Instead of the endpoint, and for emulators only: a store's connection string.</summary>
    public string? AppConfigurationConnectionString { get; init; }

    /// <summary>The store's pricing tier: what it takes in requests, and so which plans are too much for it.</summary>
    public StoreTier AppConfigurationTier { get; init; }

    /// <summary>The label under which this environment's flags are kept; <see langword="null"/> for none.</summary>
    public string? Label { get; init; }

    /// <summary>The Log Analytics workspace's id (a GUID, not its resource id).</summary>
    public required string WorkspaceId { get; init; }

    /// <summary>Where Log Analytics answers; other clouds have addresses of their own.</summary>
    public Uri LogsEndpoint { get; init; } = new("https://api.loganalytics.io");

    /// <summary>
    /// For an endpoint on this machine only: SHA-256 of the one certificate that is trusted there, as hexadecimal. The token that such an
    /// endpoint gets is worth nothing elsewhere.
    /// </summary>
    public string? LogsCertificateHash { get; init; }

    /// <summary>Where Azure Resource Manager answers; other clouds have addresses of their own.</summary>
    public Uri ManagementEndpoint { get; init; } = new("https://management.azure.com");

    /// <summary>What the regional endpoints of metrics end in; other clouds have domains of their own.</summary>
    public string MetricsDomain { get; init; } = "metrics.monitor.azure.com";

    /// <summary>The resources whose metrics plans may ask for, by the names that plans give them.</summary>
    public IReadOnlyDictionary<string, ResourceSettings> Resources { get; init; } = new Dictionary<string, ResourceSettings>();

    /// <summary>
    /// Resource ids of subscriptions, resource groups or resources whose fired alerts Azure is asked for, beside those that are reported; empty for none.
    /// </summary>
    public IReadOnlyList<string> AlertScopes { get; init; } = [];

    /// <summary>How long clients may take to see a changed flag. The .NET configuration provider looks every 30 s unless told otherwise.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long telemetry may take to become visible. Application telemetry: seconds to 3 min; resource logs: up to 10 min.</summary>
    public TimeSpan IngestionDelay { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// How often the flags in force are looked at for other people's changes, beside every write: one request each time, for five flags in
    /// turn. Zero, the default, is never: the store's requests are counted, and every write finds a change anyway.
    /// </summary>
    public TimeSpan DriftCheck { get; init; }

    /// <summary>What it asks of every release.</summary>
    public ProtectionSettings? Protection { get; init; }
}
