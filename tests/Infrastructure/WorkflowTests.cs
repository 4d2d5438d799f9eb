using System.Text.RegularExpressions;

namespace Infrastructure;

/// <summary>What actionlint does not look at: what a workflow may do, and whose code it runs.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows => [.. Workflow.Paths];

    public static TheoryData<string> WithSteps => [.. Workflow.PathsWithSteps];

    [Theory]
    [MemberData(nameof(WithSteps))]
    public void Actions_ArePinnedToACommit_WithTheVersionBeside(string path)
    {
        var uses = Uses().Matches(new Workflow(path).Text).Select(found => found.Groups["what"].Value.Trim()).Where(what => !what.StartsWith("./", StringComparison.Ordinal));

        Assert.All(uses, what => Assert.Matches(Pinned(), what));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Permissions_AreReadAtTheTop_AndMoreOnlyWhereAJobAsks(string path)
    {
        var permissions = new Workflow(path).Map("permissions");

        Assert.Equal([new KeyValuePair<object, object>("contents", "read")], permissions);
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Runs_DoNotOverlap_AndEnd(string path)
    {
        var workflow = new Workflow(path);

        Assert.NotNull(workflow["concurrency"]);
        Assert.All(workflow.Jobs, job => Assert.InRange(int.Parse((string)job["timeout-minutes"]), 1, 60));
    }

    [Theory]
    [MemberData(nameof(WithSteps))]
    public void Scripts_TakeValuesFromTheEnvironment_NeverFromAnExpression(string path) => Assert.All(
        new Workflow(path).Steps.Where(step => step.ContainsKey("run")),
        step => Assert.DoesNotContain("${{", (string)step["run"], StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Checkouts_LeaveNoCredentialBehind(string path) => Assert.All(
        new Workflow(path).Steps.Where(step => step.GetValueOrDefault("uses") is string uses && uses.StartsWith("actions/checkout@", StringComparison.Ordinal)),
        step => Assert.Equal("false", ((Dictionary<object, object>)step["with"])["persist-credentials"]));

    [Fact]
    public void Deployment_UsesNoStoredCredential()
    {
        var secrets = Secret().Matches(new Workflow(".github/workflows/deploy.yml").Text).Select(found => found.Groups["name"].Value);

        Assert.Equal(["ALERT_WEBHOOK"], secrets);
    }

    [GeneratedRegex(@"^\s*(-\s+)?uses:\s*(?<what>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uses();

    [GeneratedRegex(@"^[\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"secrets\.(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();
}
