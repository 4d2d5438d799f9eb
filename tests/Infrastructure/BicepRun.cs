using System.Diagnostics;

namespace Infrastructure;

/// <summary>One call of the Bicep CLI.</summary>
internal sealed record BicepRun(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    internal static async Task<BicepRun> OfAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.BicepCli, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return new BicepRun(process.ExitCode, await output, await errors);
    }
}
