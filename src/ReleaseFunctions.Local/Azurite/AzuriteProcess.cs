namespace ReleaseFunctions.Local.Azurite;

/// <summary>
/// Azurite as a child process. Of the hosts that use one data folder, the one that started it (or found it ownerless) ends it;
/// an instance whose host was killed keeps running, and the next host takes it over.
/// </summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan LeftBehindLimit = TimeSpan.FromSeconds(10);

    private readonly AzuriteOptions _options;
    private readonly AzuriteServer _server;
    private readonly TimeProvider _time;
    private int _disposed;

    private AzuriteProcess(AzuriteOptions options, AzuriteServer server, TimeProvider time, AzuriteRecord record, bool found, bool shared)
    {
        _options = options;
        _server = server;
        _time = time;
        Process = record.Azurite;
        Ports = record.Ports;
        WasFound = found;
        IsShared = shared;
    }

    /// <summary>The process that serves the data.</summary>
    public ProcessIdentity Process { get; }

    public AzuritePorts Ports { get; }

    /// <summary>Whether it ran already.</summary>
    public bool WasFound { get; }

    /// <summary>Whether another host that still lives started it; then disposing leaves it running.</summary>
    public bool IsShared { get; }

    /// <summary>For the storage clients. The account and its key are Azurite's published ones and protect nothing.</summary>
    public string ConnectionString =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"BlobEndpoint=http://127.0.0.1:{Ports.Blob}/devstoreaccount1;"
        + $"QueueEndpoint=http://127.0.0.1:{Ports.Queue}/devstoreaccount1;"
        + $"TableEndpoint=http://127.0.0.1:{Ports.Table}/devstoreaccount1;";

    /// <summary>Finds the Azurite of the data folder, or installs and starts one, and waits until tables and blobs answer.</summary>
    /// <exception cref="AzuriteUnavailableException">npm or node is missing, the installation failed, or it does not answer in time.</exception>
    public static async Task<AzuriteProcess> StartAsync(AzuriteOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var entry = await new AzuriteInstallation(options, time, logger).EnsureAsync(cancellationToken);
        var server = new AzuriteServer(options, time, logger);
        using var probe = new AzuriteProbe(time);
        // Held until it answers: a second host that starts meanwhile finds a complete instance.
        using var starting = await FolderLock.TakeAsync(options.DataFolder, options.StartTimeout + options.StopTimeout, time, cancellationToken);
        if (await FindAsync(options, server, probe, logger, cancellationToken) is { } found)
        {
            var shared = found.Owner.IsAlive;
            if (!shared)
            {
                (found with { Owner = ProcessIdentity.Current }).Write(options.DataFolder);
            }

            AzuriteLog.Found(logger, found.Ports, found.Azurite.Id, shared);
            return new AzuriteProcess(options, server, time, found, found: true, shared);
        }

        var started = await LaunchAsync(options, server, entry, probe, logger, cancellationToken);
        AzuriteLog.Started(logger, started.Ports, started.Azurite.Id);
        return new AzuriteProcess(options, server, time, started, found: false, shared: false);
    }

    private static async Task<AzuriteRecord?> FindAsync(
        AzuriteOptions options, AzuriteServer server, AzuriteProbe probe, ILogger logger, CancellationToken cancellationToken)
    {
        if (AzuriteRecord.Read(options.DataFolder) is not { } record || !record.Azurite.IsAlive)
        {
            return null;
        }

        if (await probe.WaitAsync(record.Ports, LeftBehindLimit, () => record.Azurite.IsAlive, cancellationToken))
        {
            return record;
        }

        // Two on the same data would destroy it.
        AzuriteLog.EndedUnresponsive(logger, record.Azurite.Id);
        await server.EndAsync(record.Azurite);
        return null;
    }

    private static async Task<AzuriteRecord> LaunchAsync(
        AzuriteOptions options, AzuriteServer server, string entry, AzuriteProbe probe, ILogger logger, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var ports = options.Ports.Free();
            var azurite = server.Start(entry, ports);
            var record = new AzuriteRecord(azurite, ProcessIdentity.Current, ports);
            // Before it answers: a host that is killed right now leaves a trace of what it started.
            record.Write(options.DataFolder);
            var (answers, lives) = (false, false);
            try
            {
                answers = await probe.WaitAsync(ports, options.StartTimeout, () => azurite.IsAlive, cancellationToken);
                lives = azurite.IsAlive;
            }
            finally
            {
                if (!answers)
                {
                    await server.EndAsync(azurite);
                }
            }

            if (answers)
            {
                return record;
            }

            if (lives)
            {
                throw new AzuriteUnavailableException($"Azurite did not answer within {options.StartTimeout.TotalSeconds:0} s; see {server.LogPath}.");
            }

            // Somebody may have taken a port between the choice and the start: then it ended by itself.
            AzuriteLog.EndedEarly(logger, ports);
        }

        throw new AzuriteUnavailableException($"Azurite ended while starting, {Attempts} times; see {server.LogPath}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (IsShared || Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        using var ending = await FolderLock.TakeAsync(_options.DataFolder, _options.StartTimeout + _options.StopTimeout, _time, CancellationToken.None);
        await _server.EndAsync(Process);
    }
}
