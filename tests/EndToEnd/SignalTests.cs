using Releases.Records;

namespace EndToEnd;

/// <summary>People and a running release, over the API of a real host.</summary>
public sealed class SignalTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private HttpClient Http => shared.Host.Http;

    [Fact]
    public async Task Approval_ByAnotherThanTheStarter_LetsTheReleaseGoOn()
    {
        var started = await Http.StartAsync(TestPlans.Of("approved", "value > 0.9", ", approval: { by: release-managers, within: 5m }"));
        await Http.WaitUntilAsync(started.Id, status => status.Phase == ReleasePhase.Waiting && status.Stage == "canary", "the approval to be asked for");

        var own = await Http.SignalAsync(started.Id, "approve", by: "ada", stage: "half");
        var other = await Http.SignalAsync(started.Id, "approve", by: "grace", stage: "half");

        Assert.False(own.Answer!.Accepted);
        Assert.Contains("ada", own.Answer.Text, StringComparison.Ordinal);
        Assert.True(other.Answer!.Accepted);
        var ended = await Http.WaitUntilAsync(started.Id, status => status.Phase == ReleasePhase.Ended, "the end");
        Assert.Equal(ReleaseOutcome.Completed, ended.Outcome);
        await shared.TurnOffAsync();
    }

    [Fact]
    public async Task Hold_Resume_Abort_AreObeyedAndWrittenDown()
    {
        var started = await Http.StartAsync(TestPlans.Of("held", "value > 0.9"));
        await Http.WaitUntilAsync(started.Id, status => status.Phase == ReleasePhase.Baking, "the first bake");

        var held = await Http.SignalAsync(started.Id, "hold", by: "grace");
        Assert.True(held.Answer!.Accepted);
        Assert.Equal(ReleasePhase.Held, (await Http.ShowAsync(started.Id)).Phase);
        Assert.True((await Http.SignalAsync(started.Id, "resume", by: "grace")).Answer!.Accepted);
        Assert.True((await Http.SignalAsync(started.Id, "abort", by: "grace")).Answer!.Accepted);

        var ended = await Http.WaitUntilAsync(started.Id, status => status.Phase == ReleasePhase.Ended, "the end");
        Assert.Equal(ReleaseOutcome.RolledBack, ended.Outcome);
        Assert.Contains("aborted by grace", ended.Reason, StringComparison.Ordinal);
        Assert.False(await shared.Host.IsOnAsync("staging"));
    }
}
