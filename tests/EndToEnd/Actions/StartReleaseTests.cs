using Releases.Records;

namespace EndToEnd.Actions;

/// <summary>The action for GitHub, run as its shell would be, against a real host: what it ends with and what it shows.</summary>
public sealed class StartReleaseTests(GuardedHost guarded) : IClassFixture<GuardedHost>
{
    [Fact]
    public async Task Completed_IsZero_WithAVerdictTableAndALink()
    {
        var run = await guarded.StartReleaseAsync(TestPlans.Of("action-good", "value > 0.9"));

        Assert.True(run.ExitCode == 0, run.Log);
        Assert.Equal("completed", run.Outputs["result"]);
        Assert.Equal($"{guarded.Api}api/releases/{run.Outputs["release-id"]}", run.Outputs["release-url"]);
        Assert.Empty(run.Annotations);
        Assert.Contains($"### Release {run.Outputs["release-id"]}: completed", run.Summary, StringComparison.Ordinal);
        Assert.Contains("| rehearse | error-rate | pass |", run.Summary, StringComparison.OrdinalIgnoreCase);
        Assert.Matches("(?i)\\| rehearse \\| error-rate \\| pass \\| [0-9.]+ % \\| value > 0.9 \\|", run.Summary.Replace("\\", "", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal));
        Assert.Contains("| full | error-rate | pass |", run.Summary, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"[The release]({run.Outputs["release-url"]})", run.Summary, StringComparison.Ordinal);
        Assert.Equal("github:ada", (await guarded.Host.Http.ShowAsync(run.Outputs["release-id"])).StartedBy);
        await guarded.TurnOffAsync();
    }

    [Fact]
    public async Task RolledBack_IsOne_WithTheReasonAsAnError()
    {
        var run = await guarded.StartReleaseAsync(TestPlans.Of("action-bad", "value >= 0"));

        Assert.True(run.ExitCode == 1, run.Log);
        Assert.Equal("rolled-back", run.Outputs["result"]);
        var error = Assert.Single(run.Annotations);
        Assert.StartsWith("::error title=", error, StringComparison.Ordinal);
        Assert.Contains("error-rate", error, StringComparison.Ordinal);
        Assert.Contains("| rehearse | error-rate | fail |", run.Summary, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task WaitingForPeople_IsThree_AndTheReleaseGoesOn()
    {
        var run = await guarded.StartReleaseAsync(TestPlans.Approved("action-held"), inputs: [("stop-when-held", "true")]);

        Assert.True(run.ExitCode == 3, run.Log);
        Assert.Equal("held", run.Outputs["result"]);
        Assert.Contains("waits for people", Assert.Single(run.Annotations), StringComparison.Ordinal);
        Assert.NotEqual(ReleasePhase.Ended, (await guarded.Host.Http.ShowAsync(run.Outputs["release-id"])).Phase);
        await guarded.Host.Http.SignalAsync(run.Outputs["release-id"], "abort", by: "grace");
        await guarded.Host.Http.WaitUntilAsync(run.Outputs["release-id"], status => status.Phase == ReleasePhase.Ended, "the end");
    }

    [Fact]
    public async Task FourEyes_HoldWhereTheSamePersonComesThroughTwoRepositories()
    {
        var run = await guarded.StartReleaseAsync(TestPlans.Approved("action-eyes"), inputs: [("stop-when-held", "true")]);
        var id = run.Outputs["release-id"];
        using var ada = guarded.ForWorkflow(GuardedHost.Approving, "Ada");
        using var grace = guarded.ForWorkflow(GuardedHost.Approving, "grace");

        var own = await ada.SignalAsync(id, "approve", by: "somebody-else", stage: "half");
        var other = await grace.SignalAsync(id, "approve", by: "ada", stage: "half");

        Assert.False(own.Answer!.Accepted);
        Assert.Contains("github:ada", own.Answer.Text, StringComparison.Ordinal);
        Assert.True(other.Answer!.Accepted);
        Assert.Equal("github:grace", other.Signal.By);
        Assert.Equal(ReleaseOutcome.Completed, (await guarded.Host.Http.WaitUntilAsync(id, status => status.Phase == ReleasePhase.Ended, "the end")).Outcome);
        await guarded.TurnOffAsync();
    }

    [Fact]
    public async Task WaitingIsOver_IsThree_AndSaysThatItStillRuns()
    {
        var run = await guarded.StartReleaseAsync(
            TestPlans.Of("action-long", "value > 0.9").Replace("bake: 2s", "bake: 5m", StringComparison.Ordinal),
            inputs: [("timeout-minutes", "0")]);

        Assert.True(run.ExitCode == 3, run.Log);
        Assert.Equal("running", run.Outputs["result"]);
        await guarded.Host.Http.SignalAsync(run.Outputs["release-id"], "abort", by: "grace");
        await guarded.Host.Http.WaitUntilAsync(run.Outputs["release-id"], status => status.Phase == ReleasePhase.Ended, "the end");
    }

    [Fact]
    public async Task NotWaitedFor_IsZeroAtOnce()
    {
        // A flag that does not exist: the release ends by itself, and leaves the shared flag alone.
        var plan = TestPlans.Of("action-sent", "value > 0.9").Replace("llm.batched-decoding", "no.such-flag", StringComparison.Ordinal);

        var run = await guarded.StartReleaseAsync(plan, inputs: [("wait", "false")]);

        Assert.True(run.ExitCode == 0, run.Log);
        Assert.Equal("started", run.Outputs["result"]);
        Assert.Contains("started", run.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReleaseThatCannotBegin_IsTwo()
    {
        var plan = TestPlans.Of("action-none", "value > 0.9").Replace("llm.batched-decoding", "no.such-flag", StringComparison.Ordinal);

        var run = await guarded.StartReleaseAsync(plan);

        Assert.True(run.ExitCode == 2, run.Log);
        Assert.Equal("refused", run.Outputs["result"]);
        Assert.Contains("no.such-flag", Assert.Single(run.Annotations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlanWithMistakes_IsTwo_WithAnErrorAtEachPlace_AndNoMarkupOfIts()
    {
        var plan = TestPlans.Of("action-mistaken", "value > 0.9")
            .Replace("environment: staging", "environment: \"<b>|x`y\"", StringComparison.Ordinal)
            .Replace("percent: 50,", "percent: 150,", StringComparison.Ordinal);

        var run = await guarded.StartReleaseAsync(plan);

        Assert.True(run.ExitCode == 2, run.Log);
        Assert.Equal("refused", run.Outputs["result"]);
        Assert.True(run.Annotations.Count() >= 2, run.Log);
        Assert.All(run.Annotations, error => Assert.Matches(@"^::error file=.+\.yaml,line=\d+,col=\d+,title=Mistake in the plan::", error));
        Assert.DoesNotContain("<b>", run.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("repo:octo/other:environment:production", "Starter")]
    [InlineData(GuardedHost.Approving, "Starter")]
    public async Task WorkflowThatMayNotStart_IsTwo_AndSaysWhatIsNeeded(string subject, string needed)
    {
        var run = await guarded.StartReleaseAsync(TestPlans.Of("action-barred", "value > 0.9"), subject);

        Assert.True(run.ExitCode == 2, run.Log);
        Assert.Contains(needed, Assert.Single(run.Annotations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenForAnotherAudience_IsTwo()
    {
        var run = await guarded.StartReleaseAsync(TestPlans.Of("action-audience", "value > 0.9"), inputs: [("audience", "https://elsewhere.example")]);

        Assert.True(run.ExitCode == 2, run.Log);
        Assert.Contains("another audience", Assert.Single(run.Annotations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApiThatDoesNotAnswer_IsFour_AfterItsPatience()
    {
        var run = await guarded.StartReleaseAsync(TestPlans.Of("action-nowhere", "value > 0.9"), api: "http://127.0.0.1:9");

        Assert.True(run.ExitCode == 4, run.Log);
        Assert.Equal("unreachable", run.Outputs["result"]);
        Assert.Contains("unreachable", Assert.Single(run.Annotations), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_HidesTheToken()
    {
        var run = await guarded.StartReleaseAsync("nonsense");

        var token = run.Log.Split('\n').Single(line => line.StartsWith("::add-mask::", StringComparison.Ordinal))["::add-mask::".Length..];
        Assert.DoesNotContain(token, run.Log.Replace($"::add-mask::{token}", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("the-request-token", run.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JobWithoutThePermission_IsTold()
    {
        var run = await ActionRun.OfAsync(
            "start-release",
            new() { ["plan"] = "/etc/hostname", ["api-url"] = guarded.Api },
            new() { ["ACTIONS_ID_TOKEN_REQUEST_URL"] = null, ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = null });

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("id-token: write", Assert.Single(run.Annotations), StringComparison.Ordinal);
    }
}
