using System.Diagnostics;
using System.Reflection;

namespace ReleaseFunctions.Local.Tests;

/// <summary>
/// Runs the scripts in <c>clients/</c>, which use the real clients of another language. Node.js 20 and npm are prerequisites of the repository.
/// </summary>
internal static class NodeClients
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly string Folder = typeof(NodeClients).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "ClientsFolder").Value!;

    private static readonly Lazy<Task> Installed = new(InstallAsync);

    public static async Task<(int ExitCode, string Output)> RunAsync(string script, params (string Name, string Value)[] environment)
    {
        await Installed.Value;
        return await ProcessAsync("node", [script], environment);
    }

    private static async Task InstallAsync()
    {
        // Test projects may run side by side: the first installs, the others wait for the lock and find it done.
        var path = Path.Combine(Folder, "node_modules.lock");
        using var limit = new CancellationTokenSource(Limit);
        await using var held = await LockAsync(path, limit.Token);
        var installed = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            return;
        }

        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (exitCode, output) = await ProcessAsync(npm, ["ci", "--no-audit", "--no-fund"], []);
        Assert.True(exitCode == 0, output);
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        using var retry = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await retry.WaitForNextTickAsync(cancellationToken);
            }
        }
    }

    private static async Task<(int ExitCode, string Output)> ProcessAsync(string program, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
