using System.Reflection;
using System.Text.RegularExpressions;
using Releases.Lifecycle;

namespace Releases.Tests.Lifecycle;

/// <summary>docs/reference/timeline.md says of every kind what it means, with an example that a run really gives.</summary>
public sealed partial class TimelineDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "timeline.md"));

    [Fact]
    public void Timeline_DescribesEveryKindAndNoOther()
    {
        var kinds = typeof(TimelineKinds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(kinds.Order(StringComparer.Ordinal), Heading().Matches(Document).Select(match => match.Groups["kind"].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Timeline_ExamplesAreWhatRunsGive()
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scenario in Scenarios.All.Values)
        {
            told.UnionWith((await scenario().RunAsync()).Timeline.Select(entry => $"{entry.Kind}: {entry.Text}"));
        }

        told.UnionWith((await EarlyLookTests.FailsEarlyAsync()).Timeline.Select(entry => $"{entry.Kind}: {entry.Text}"));
        told.UnionWith((await TakeUpTests.RunAsync(_ => 0.048)).Timeline.Select(entry => $"{entry.Kind}: {entry.Text}"));
        Assert.Equal(Heading().Matches(Document).Select(match => match.Groups["kind"].Value), Example().Matches(Document).Select(match => match.Groups["kind"].Value).Distinct());
        var examples = Example().Matches(Document).Select(match => $"{match.Groups["kind"].Value}: {match.Groups["text"].Value}").ToList();
        Assert.All(examples, example => Assert.Contains(example, told));
    }

    [GeneratedRegex("^## `(?<kind>[a-z-]+)`$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("^> \\*\\*(?<kind>[a-z-]+)\\*\\* (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Example();
}
