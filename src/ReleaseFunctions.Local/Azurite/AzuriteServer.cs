using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ReleaseFunctions.Local.Azurite;

/// <summary>Starts and ends the process that serves a data folder.</summary>
internal sealed class AzuriteServer(AzuriteOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private string StopRequest => Path.Combine(options.DataFolder, "azurite.stop");

    /// <summary>Starts node on Azurite; it listens some seconds later.</summary>
    /// <exception cref="AzuriteUnavailableException">node is missing.</exception>
    public ProcessIdentity Start(string entry, AzuritePorts ports)
    {
        File.Delete(StopRequest);
        var start = new ProcessStartInfo("node") { WorkingDirectory = options.DataFolder, CreateNoWindow = true };
        string[] arguments =
        [
            Path.GetFullPath(Path.Combine(options.ManifestFolder, "serve.js")), "--silent", "--skipApiVersionCheck", "--disableTelemetry",
            "--location", Path.GetFullPath(options.DataFolder),
            "--blobHost", "127.0.0.1", "--blobPort", Text(ports.Blob),
            "--queueHost", "127.0.0.1", "--queuePort", Text(ports.Queue),
            "--tableHost", "127.0.0.1", "--tablePort", Text(ports.Table),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["AZURITE_ENTRY"] = Path.GetFullPath(entry);
        start.Environment["AZURITE_LOG"] = Path.GetFullPath(LogPath);
        start.Environment["AZURITE_STOP"] = Path.GetFullPath(StopRequest);
        try
        {
            using var process = Process.Start(start)!;
            return ProcessIdentity.Of(process);
        }
        catch (Win32Exception missing)
        {
            throw new AzuriteUnavailableException("node was not found. Azurite runs on Node.js 20 or later.", missing);
        }
        catch (InvalidOperationException ended)
        {
            throw new AzuriteUnavailableException($"node ended at once; see {LogPath}.", ended);
        }
    }

    /// <summary>The file that Azurite's output goes to.</summary>
    public string LogPath => Path.Combine(options.DataFolder, "azurite.log");

    /// <summary>Asks the process to write its data and end, and kills it when it does not in time.</summary>
    public async Task EndAsync(ProcessIdentity azurite)
    {
        if (azurite.IsAlive)
        {
            await File.WriteAllTextAsync(StopRequest, Text(azurite.Id));
            if (!await EndsWithinAsync(azurite, options.StopTimeout))
            {
                AzuriteLog.Killed(logger, azurite.Id, options.StopTimeout);
                using var process = azurite.Open();
                process?.Kill();
                await EndsWithinAsync(azurite, options.StopTimeout);
            }
        }

        File.Delete(StopRequest);
        AzuriteRecord.Delete(options.DataFolder);
    }

    // Asked again and again, because only a parent is told of an end, and the one who ends it need not be its parent.
    private async Task<bool> EndsWithinAsync(ProcessIdentity azurite, TimeSpan limit)
    {
        var started = time.GetTimestamp();
        while (azurite.IsAlive)
        {
            if (time.GetElapsedTime(started) > limit)
            {
                return false;
            }

            await Task.Delay(Pause, time);
        }

        return true;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
