using System.Text.RegularExpressions;

namespace Architecture;

/// <summary>
/// The deterministic zone: files that end in <c>.orchestration.cs</c>. Clocks, ids and threads are banned for the compiler; this is about
/// what the rest of the app may well use.
/// </summary>
public sealed partial class OrchestrationTests
{
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "functions"), "*.orchestration.cs", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).Order()];

    [Fact]
    public void Zone_IsTheOrchestrationAndItsDriver() =>
        Assert.Equal(["DurableDriver.orchestration.cs", "Release.orchestration.cs"], Files.Select(file => file.Data));

    [Theory]
    [MemberData(nameof(Files))]
    public void Orchestration_UsesNothingThatAReplayWouldSeeOtherwise(string file) => Assert.Empty(Foreign().Matches(SourceOf(file)).Select(found => found.Value));

    [Theory]
    [MemberData(nameof(Files))]
    public void Orchestration_AwaitsOnlyTheTasksOfItsContextAndItsDriver(string file)
    {
        string[] allowed = ["_context.CallActivityAsync", "Task.WhenAny", "RenewAsync", "driver.SleepAsync", "driver.Renewed", "flow", "performing"];

        Assert.Empty(Awaited().Matches(SourceOf(file)).Select(found => found.Groups["what"].Value).Except(allowed));
    }

    /// <summary>Without comments: those may name what is not to be used.</summary>
    private static string SourceOf(string file)
    {
        var path = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "functions"), file, SearchOption.AllDirectories).Single();
        return string.Join('\n', File.ReadLines(path).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
    }

    [GeneratedRegex(
        @"\b(ILogger|Stopwatch|TimeProvider|Task\.Delay|Task\.Run|Task\.Factory|Thread\w*|Parallel|Timer|ConfigureAwait|HttpClient|File|Environment\.\w+|Random\w*|Guid|static (?!readonly|async|class)\w+ _)\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Foreign();

    [GeneratedRegex(@"\bawait (?<what>[\w.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Awaited();
}
