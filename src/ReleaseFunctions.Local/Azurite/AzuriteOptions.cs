namespace ReleaseFunctions.Local.Azurite;

/// <summary>Where Azurite keeps its data and itself, and how long it may take to come up.</summary>
public sealed record AzuriteOptions
{
    /// <summary>The folder of the stored tables, blobs and queues. One Azurite at a time works on it.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The folder that Azurite is installed into once (some 370 MB), usually <c>.local/azurite-&lt;version&gt;</c>.</summary>
    public required string InstallFolder { get; init; }

    /// <summary>The folder with <c>package.json</c>, its lock and <c>serve.js</c>; they lie beside the host's assemblies.</summary>
    public string ManifestFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "azurite");

    /// <summary>The ports that are wanted. 0 is any; one that is taken is replaced by a free one.</summary>
    public AzuritePorts Ports { get; init; } = new(10000, 10001, 10002);

    /// <summary>How long the download and installation may take.</summary>
    public TimeSpan InstallTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a started Azurite may take until tables and blobs answer.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long it may take to write its data and end, before it is killed.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(15);
}
