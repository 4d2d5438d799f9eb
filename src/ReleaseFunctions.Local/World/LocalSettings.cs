namespace ReleaseFunctions.Local.World;

/// <summary>What the embedded host is told by its settings (appsettings.json, environment variables, command line).</summary>
public sealed record LocalSettings
{
    /// <summary>Where everything is kept; relative to the folder that the host is started in.</summary>
    public string DataFolder { get; init; } = ".local/world";

    /// <summary>Where npm packages are installed once.</summary>
    public string ToolFolder { get; init; } = ".local";

    /// <summary>The API listens here; the endpoints of the local world on the ports after it. 0 takes any free ports.</summary>
    public int FirstPort { get; init; } = 8070;

    /// <summary>The address that the API listens at. Whoever gives another than the loopback opens it to their network, key and all.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The key that callers need; made and kept in the data folder if not given.</summary>
    public string? Key { get; init; }

    /// <summary>A storage account to be used instead of a local Azurite.</summary>
    public string? StorageConnectionString { get; init; }

    /// <summary>How many seconds of the trace the simulated pipelines run in one; 0 runs no pipelines.</summary>
    public double TimeScale { get; init; } = 60;

    /// <summary>The environments that plans may name.</summary>
    public IReadOnlyDictionary<string, LocalEnvironment> Environments { get; init; } = new Dictionary<string, LocalEnvironment>();

    /// <summary>A file that says what goes wrong, and when; relative to the folder that the host is started in. Absent for nothing.</summary>
    public string? Scenario { get; init; }

    /// <summary>The pipelines that are simulated in every environment of the local world.</summary>
    public IReadOnlyList<LocalPipeline> Pipelines { get; init; } = [];
}
