using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ReleaseFunctions.Local.LogAnalytics;
using ReleaseFunctions.Local.LogAnalytics.Storage;

namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>What was acknowledged survives kill -9, in whole batches.</summary>
public sealed class WorkspaceCrashTests
{
    private const string FolderVariable = "KQL_CRASH_FOLDER";
    private const int BatchSize = 10;

    /// <summary>Runs in a process of its own, until it is killed: appends batches and notes each that was acknowledged.</summary>
    [Fact(Explicit = true)]
    public async Task Writer_InAProcessOfItsOwn_AppendsUntilKilled()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.NotNull(folder);
        using var workspace = LogAnalyticsWorkspace.Open(folder, "crash", TimeProvider.System);
        for (var batch = 1; ; batch++)
        {
            JsonObject[] rows = [.. Enumerable.Range(0, BatchSize).Select(row => new JsonObject { ["Batch"] = batch, ["Row"] = row, ["Text"] = "x" })];
            await workspace.AppendAsync("Crash", rows, CancellationToken.None);
            await File.AppendAllTextAsync(Path.Combine(folder, "acknowledged"), $"{batch}\n");
        }
    }

    [Fact]
    public async Task Rows_Acknowledged_SurviveKill()
    {
        var folder = Directory.CreateTempSubdirectory("crash");
        var assembly = typeof(WorkspaceCrashTests).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", ["exec", assembly, "-explicit", "only", "-method", $"*.{nameof(Writer_InAProcessOfItsOwn_AppendsUntilKilled)}"])
        {
            Environment = { [FolderVariable] = folder.FullName },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var writer = Process.Start(start)!;
        var acknowledged = Path.Combine(folder.FullName, "acknowledged");
        var deadline = Stopwatch.StartNew();
        while (Count(acknowledged) < 40)
        {
            Assert.True(deadline.Elapsed < TimeSpan.FromSeconds(60) && !writer.HasExited, "The writer made no progress.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        writer.Kill();
        await writer.WaitForExitAsync(TestContext.Current.CancellationToken);

        using (var workspace = LogAnalyticsWorkspace.Open(folder.FullName, "crash", TimeProvider.System))
        {
            var outcome = await workspace.QueryAsync("Crash | summarize rows = count() by Batch | summarize batches = count(), least = min(rows), most = max(rows)", limits: null, TestContext.Current.CancellationToken);
            var row = Assert.Single(Assert.IsType<QueryOutcome.Answered>(outcome).Table.Rows);
            Assert.True(Convert.ToInt64(row[0], CultureInfo.InvariantCulture) >= Count(acknowledged));
            Assert.Equal((10L, 10L), ((long)row[1]!, (long)row[2]!));
            Assert.IsType<AppendOutcome.Stored>(await workspace.AppendAsync("Crash", [new JsonObject { ["Batch"] = 0 }], TestContext.Current.CancellationToken));
        }

        folder.Delete(recursive: true);
    }

    private static int Count(string file) => File.Exists(file) ? File.ReadAllText(file).Count(c => c == '\n') : 0;
}
