using System.CommandLine;
using Releases.Cli;
using Releases.Records;

namespace EndToEnd;

/// <summary>The command line against a real host.</summary>
public sealed class RelctlTests(SharedHost shared) : IClassFixture<SharedHost>
{
    [Fact]
    public async Task Start_Wait_OfAGoodRelease_EndsWithZero()
    {
        var (started, id, _) = await RunAsync("start", await PlanAsync(TestPlans.Of("relctl-good", "value > 0.9")), "--key", "monday");
        var (again, same, _) = await RunAsync("start", await PlanAsync(TestPlans.Of("relctl-good", "value > 0.9")), "--key", "monday");
        var (waited, end, _) = await RunAsync("wait", id, "--minutes", "4");

        Assert.Equal((0, 0, 0), (started, again, waited));
        Assert.Equal(id, same);
        Assert.StartsWith($"{id}: Completed", end, StringComparison.Ordinal);
        await shared.TurnOffAsync();
    }

    [Fact]
    public async Task Wait_OfABadRelease_EndsWithOne_AndSaysWhy()
    {
        var (_, id, _) = await RunAsync("start", await PlanAsync(TestPlans.Of("relctl-bad", "value >= 0")));

        var (exitCode, end, _) = await RunAsync("wait", id, "--minutes", "4");

        Assert.Equal(1, exitCode);
        Assert.Contains("error-rate", end, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signal_TellsTheAnswer_AndEndsWithIt()
    {
        var id = await shared.Host.Http.StartUntilApprovalAsync("relctl-signals");

        var (refused, no, _) = await RunAsync("signal", id, "approve", "--stage", "nowhere");
        var (held, status, _) = await RunAsync("wait", id, "--minutes", "0");
        var (aborted, yes, _) = await RunAsync("signal", id, "abort", "--reason", "a test");

        Assert.Equal((2, 3, 0), (refused, held, aborted));
        Assert.NotEqual("", no);
        Assert.Contains("approval", status, StringComparison.Ordinal);
        Assert.Equal("rolling back", yes);
        await shared.Host.Http.WaitUntilAsync(id, release => release.Phase == ReleasePhase.Ended, "the end");
    }

    [Fact]
    public async Task PlansAreTriedBeforeTheyRun_AndEachTrialEndsWithItsNumber()
    {
        var plan = await PlanAsync(TestPlans.Of("relctl-tried", "value > 0.9"));
        var blind = await PlanAsync(TestPlans.Of("relctl-blind", "value > 0.9").Replace("PipelineRuns", "PipelineRums", StringComparison.Ordinal));

        var (counted, budget, _) = await RunAsync("budget", plan);
        var (tried, preflight, _) = await RunAsync("preflight", plan, "--past", "1h");
        var (found, mistakes, _) = await RunAsync("preflight", blind);
        var (started, _, why) = await RunAsync("start", blind, "--preflight");
        var (refused, _, tooShort) = await RunAsync("backtest", plan, "--from", "2026-03-01T10:00Z", "--until", "2026-03-01T10:00:00.001Z");

        Assert.Equal((0, 0, 2, 2, 2), (counted, tried, found, started, refused));
        Assert.Contains("log-analytics (the service's identity):", budget, StringComparison.Ordinal);
        Assert.DoesNotContain("error: ", preflight, StringComparison.Ordinal);
        Assert.Contains("production: ", preflight, StringComparison.Ordinal);
        Assert.Contains("error: ", mistakes, StringComparison.Ordinal);
        Assert.Contains("PipelineRums", why, StringComparison.Ordinal);
        Assert.Contains("to try it on", tooShort, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_EndWithTwo_AndTellAllMistakes()
    {
        var mistaken = await PlanAsync(TestPlans.Of("relctl-mistaken", "value > 0.9").Replace("percent: 50,", "percent: 150,", StringComparison.Ordinal));

        var (started, _, startError) = await RunAsync("start", mistaken);
        var (linted, lint, _) = await RunAsync("lint", mistaken);
        var (shown, _, showError) = await RunAsync("status", "no-such-release");

        Assert.Equal((2, 2, 2), (started, linted, shown));
        Assert.Matches(@"line \d+, column \d+: stages\[2\]", startError);
        Assert.Matches(@"\.yaml\(\d+,\d+\): error: stages\[2\]", lint);
        Assert.Contains("no-such-release", showError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lint_HoldsAgainstTheNamedEnvironments()
    {
        var plan = await PlanAsync(TestPlans.Of("relctl-lint", "value > 0.9"));

        Assert.Equal(0, (await RunAsync("lint", plan)).ExitCode);
        Assert.Equal(0, (await RunAsync("lint", plan, "--environment", "staging", "--environment", "production")).ExitCode);
        Assert.Equal(2, (await RunAsync("lint", plan, "--environment", "production")).ExitCode);
    }

    [Fact]
    public async Task NobodyAnswers_EndsWithFour()
    {
        var (exitCode, _, error) = await RunAsync("status", "orders-1", "--api", "http://127.0.0.1:9");

        Assert.Equal(4, exitCode);
        Assert.Contains("unreachable", error, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        string[] where = arguments.Contains("--api") ? [] : ["--api", shared.Host.Http.BaseAddress!.ToString()];
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        var exitCode = await Relctl.Command().Parse([.. arguments, .. where, "--token-file", shared.Host.KeyFile]).InvokeAsync(configuration);
        return (exitCode, output.ToString().Trim(), error.ToString().Trim());
    }

    private static async Task<string> PlanAsync(string text)
    {
        var file = Path.Combine(Path.GetTempPath(), $"relctl-{Path.GetRandomFileName()}.yaml");
        await File.WriteAllTextAsync(file, text);
        return file;
    }
}
