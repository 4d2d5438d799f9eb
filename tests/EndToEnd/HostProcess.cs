using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace EndToEnd;

/// <summary>The real embedded host as a process of its own, on free ports and a folder of its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan ComesUpWithin = TimeSpan.FromMinutes(3);

    private readonly string _folder;
    private Process? _process;
    private HttpClient? _http;

    private readonly IReadOnlyList<string> _settings;

    private HostProcess(string folder, IReadOnlyList<string> settings) => (_folder, _settings) = (folder, settings);

    /// <summary>The API.</summary>
    internal HttpClient Http => _http ?? throw new InvalidOperationException("The host is not up.");

    /// <summary>The key that the host has made for itself.</summary>
    internal string Key => File.ReadAllText(KeyFile);

    internal string KeyFile => Path.Combine(_folder, "api-key");

    /// <summary>What the host has written to addresses.json.</summary>
    internal JsonElement Addresses { get; private set; }

    /// <summary>Where its data is.</summary>
    internal string Folder => _folder;

    internal static async Task<HostProcess> StartAsync(params IReadOnlyList<string> settings)
    {
        var host = new HostProcess(Directory.CreateTempSubdirectory("releases-").FullName, settings);
        await host.StartAgainAsync();
        return host;
    }

    /// <summary>Starts it on the same folder, and waits until it is ready.</summary>
    internal async Task StartAgainAsync()
    {
        var addresses = Path.Combine(_folder, "addresses.json");
        File.Delete(addresses);
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                MetadataOf("HostAssembly"),
                $"--Local:DataFolder={_folder}",
                $"--Local:ToolFolder={MetadataOf("ToolFolder")}",
                "--Local:FirstPort=0",
            },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var setting in _settings)
        {
            start.ArgumentList.Add(setting);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        var errors = new List<string?>();
        _process.ErrorDataReceived += (_, line) => errors.Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        await Eventually.HoldsAsync(
            async () =>
            {
                Assert.False(_process.HasExited, $"The host has ended: {string.Join('\n', errors)}");
                return File.Exists(addresses) && await IsReadyAsync(addresses);
            },
            ComesUpWithin,
            "the host to come up");
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed. Azurite, a child, goes on, as it does for users.</summary>
    internal void Kill()
    {
        _process!.Kill(entireProcessTree: false);

        // With a limit: without one it would also wait for the pipes, which the child has inherited.
        Assert.True(_process.WaitForExit(TimeSpan.FromSeconds(10)));
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_process is { HasExited: false } process)
        {
            // A polite end, so that Azurite is ended as well.
            using var ask = Process.Start("kill", ["-TERM", process.Id.ToString()]);
            await ask.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await process.WaitForExitAsync(patience.Token);
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> IsReadyAsync(string addresses)
    {
        try
        {
            Addresses = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(addresses));
            if (_settings.Contains("--no-driver"))
            {
                return true;
            }

            _http?.Dispose();
            _http = new HttpClient { BaseAddress = new Uri(Addresses.GetProperty("api").GetString()!) };
            _http.DefaultRequestHeaders.Add("X-Api-Key", Key);
            using var ready = await _http.GetAsync("health/ready");
            return ready.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or JsonException or IOException)
        {
            return false;
        }
    }

    private static string MetadataOf(string key) =>
        typeof(HostProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
