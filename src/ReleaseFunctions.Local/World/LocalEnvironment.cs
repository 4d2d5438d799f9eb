using Releases.Azure.Environments;

namespace ReleaseFunctions.Local.World;

/// <summary>One environment. What is not given is simulated on this machine.</summary>
public sealed record LocalEnvironment
{
    /// <summary>Put back before the others when a release rolls back.</summary>
    public bool Production { get; init; }

    /// <summary>An App Configuration store: its endpoint (managed identity or developer login), or a connection string.</summary>
    public string? AppConfiguration { get; init; }

    /// <summary>The label under which this environment's flags are kept; none by default.</summary>
    public string? Label { get; init; }

    /// <summary>The id of a Log Analytics workspace in Azure.</summary>
    public string? WorkspaceId { get; init; }

    /// <summary>The resources whose metrics plans may ask for, by the names that plans give them; their ids may be made up where telemetry is simulated.</summary>
    public IReadOnlyDictionary<string, ResourceSettings> Resources { get; init; } = new Dictionary<string, ResourceSettings>();

    /// <summary>Ids of what Azure is asked for the fired alerts of; those of the local world are rows of the table <c>FiredAlerts</c>.</summary>
    public IReadOnlyList<string> AlertScopes { get; init; } = [];

    /// <summary>How long clients may take to see a changed flag.</summary>
    public TimeSpan ClientRefresh { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long telemetry may take to become visible.</summary>
    public TimeSpan IngestionDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the flags in force are looked at for other people's changes; zero is never.</summary>
    public TimeSpan DriftCheck { get; init; }

    /// <summary>What it asks of every release: who starts and approves, the highest risk, maintenance windows.</summary>
    public ProtectionSettings? Protection { get; init; }
}
