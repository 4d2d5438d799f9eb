using System.Diagnostics;

namespace EndToEnd;

/// <summary>Runs a script under bash with an <c>az</c> that does nothing but write down how it was called.</summary>
internal static class RecordedAz
{
    private static readonly TimeSpan TakesAtMost = TimeSpan.FromSeconds(10);

    /// <summary>The exit code, and the words of each call.</summary>
    internal static async Task<(int ExitCode, IReadOnlyList<IReadOnlyList<string>> Calls)> RunAsync(string script)
    {
        var folder = Directory.CreateTempSubdirectory("break-glass-");
        try
        {
            var (az, calls) = (Path.Combine(folder.FullName, "az"), Path.Combine(folder.FullName, "calls"));
            await File.WriteAllTextAsync(az, $"#!/bin/bash\nprintf '%s\\0' \"$@\" >> '{calls}'; printf '\\n\\0' >> '{calls}'\n");
            var start = new ProcessStartInfo("bash", ["-c", "chmod +x az && exec bash -s"])
            {
                WorkingDirectory = folder.FullName,
                UseShellExecute = false,
                RedirectStandardInput = true,
            };
            start.Environment["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
            using var bash = Process.Start(start)!;
            await bash.StandardInput.WriteAsync(script);
            bash.StandardInput.Close();
            using var patience = new CancellationTokenSource(TakesAtMost);
            await bash.WaitForExitAsync(patience.Token);
            return (bash.ExitCode, [.. (await File.ReadAllTextAsync(calls)).Split("\n\0", StringSplitOptions.RemoveEmptyEntries).Select(call => call.TrimEnd('\0').Split('\0'))]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The word after an option.</summary>
    internal static string Of(this IReadOnlyList<string> call, string option) => call[call.ToList().IndexOf(option) + 1];
}
