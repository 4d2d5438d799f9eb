using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace ReleaseFunctions.Local.Azurite;

/// <summary>Azurite as the lock file pins it, installed by npm once and then left alone.</summary>
internal sealed class AzuriteInstallation(AzuriteOptions options, TimeProvider time, ILogger logger)
{
    private string Done => Path.Combine(options.InstallFolder, "installed");

    /// <summary>Makes sure that it is installed.</summary>
    /// <returns>The path of the script that node runs.</returns>
    /// <exception cref="AzuriteUnavailableException">npm is missing, fails, or takes too long.</exception>
    public async Task<string> EnsureAsync(CancellationToken cancellationToken)
    {
        var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Manifest("package-lock.json"), cancellationToken)));
        using (await FolderLock.TakeAsync(options.InstallFolder, options.InstallTimeout, time, cancellationToken))
        {
            if (!File.Exists(Done) || await File.ReadAllTextAsync(Done, cancellationToken) != wanted)
            {
                await InstallAsync(cancellationToken);
                await File.WriteAllTextAsync(Done, wanted, cancellationToken);
            }
        }

        return Path.Combine(options.InstallFolder, "node_modules", "azurite", "dist", "src", "azurite.js");
    }

    private async Task InstallAsync(CancellationToken cancellationToken)
    {
        AzuriteLog.Installing(logger, options.InstallFolder);
        var started = time.GetTimestamp();
        File.Copy(Manifest("package.json"), Path.Combine(options.InstallFolder, "package.json"), overwrite: true);
        File.Copy(Manifest("package-lock.json"), Path.Combine(options.InstallFolder, "package-lock.json"), overwrite: true);

        using var limit = new CancellationTokenSource(options.InstallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var npm = StartNpm();
        var output = Task.WhenAll(npm.StandardOutput.ReadToEndAsync(either.Token), npm.StandardError.ReadToEndAsync(either.Token));
        try
        {
            await npm.WaitForExitAsync(either.Token);
            if (npm.ExitCode != 0)
            {
                throw new AzuriteUnavailableException($"npm could not install Azurite (exit code {npm.ExitCode}): {string.Join('\n', await output).Trim()}");
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new AzuriteUnavailableException($"npm did not install Azurite within {options.InstallTimeout.TotalMinutes:0.#} min. Is its registry reachable?");
        }
        finally
        {
            if (!npm.HasExited)
            {
                npm.Kill(entireProcessTree: true);
            }
        }

        AzuriteLog.Installed(logger, time.GetElapsedTime(started));
    }

    private Process StartNpm()
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
        {
            WorkingDirectory = options.InstallFolder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        // No install scripts: none of the packages needs its own, and what is not run can do no harm.
        string[] arguments = ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new AzuriteUnavailableException(
                "npm was not found. The local world keeps its records in Azurite: install Node.js 20 or later (npm comes with it), or configure a storage account.",
                missing);
        }
    }

    private string Manifest(string file) => Path.Combine(options.ManifestFolder, file);
}
