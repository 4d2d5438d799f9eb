using Releases.Judgement.Alerts;
using Releases.Lifecycle;
using Releases.Records;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>Alerts that a plan watches, as the machine takes them.</summary>
public sealed class AlertTests
{
    private const string Calm = "calm";

    [Fact]
    public void Fired_SinceTheExposure_FailsAtOnceWhateverFailAfterSays()
    {
        var state = Baking(out var now);
        var after = ReleaseMachine.Apply(state, new ReleaseEvent.InboxRead([Fired(now)], null), now);

        Assert.Equal(Doing.RollingBack, after.Doing);
        Assert.Contains("calm: Sev1 alert of orders", after.Rollback!.Cause, StringComparison.Ordinal);
        Assert.True(after.Answers[^1].Accepted);
    }

    [Theory]
    [InlineData(-36000, Calm, false, "it fired before the exposure")]
    [InlineData(0, "another", false, "no stage is in force that is judged by it")]
    public void Fired_BeforeTheExposureOrForNobody_IsRefused(int seconds, string criterion, bool accepted, string text)
    {
        var state = Baking(out var now);
        var after = ReleaseMachine.Apply(state, new ReleaseEvent.InboxRead([Fired(now.AddSeconds(seconds)) with { Criterion = criterion }], null), now);

        Assert.Equal((accepted, text, Doing.Baking), (after.Answers[^1].Accepted, after.Answers[^1].Text, after.Doing));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Fired_FromTheConfirmedWriteOn_Decides(int seconds, bool accepted)
    {
        // The first window opens a minute after the write, when every client has it; an alert may be quicker.
        var state = Baking(out var now);
        var written = state.Progress!.WindowsFrom.AddMinutes(-1);

        var after = ReleaseMachine.Apply(state, new ReleaseEvent.InboxRead([Fired(written.AddSeconds(seconds))], null), now);

        Assert.Equal(accepted, after.Answers[^1].Accepted);
    }

    [Fact]
    public void Fired_InAnEarlierStageOfTheEnvironment_AndHeardInTheNext_Fails()
    {
        var state = Baking(out var now);
        var next = state with { Progress = state.Progress! with { ExposedAt = now.AddHours(-2), WindowsFrom = now } };

        var after = ReleaseMachine.Apply(next, new ReleaseEvent.InboxRead([Fired(now.AddHours(-1))], null), now);

        Assert.Equal(Doing.RollingBack, after.Doing);
    }

    [Fact]
    public void Fired_ForADryRun_IsToldAndDecidesNothing()
    {
        var state = Baking(out var now, dryRun: true);
        var after = ReleaseMachine.Apply(state, new ReleaseEvent.InboxRead([Fired(now)], null), now);

        Assert.Equal((Doing.Baking, "noted: it is a dry run"), (after.Doing, after.Answers[^1].Text));
    }

    [Fact]
    public void Abort_BesideAnAlert_ComesFirst()
    {
        var state = Baking(out var now);
        var after = ReleaseMachine.Apply(state, new ReleaseEvent.InboxRead([Fired(now), new Signal("b", SignalKind.Abort, "ada", now, null, null)], null), now);

        Assert.StartsWith("aborted by ada", after.Rollback!.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/subscriptions/1/resourceGroups/data", "/subscriptions/1/resourcegroups/DATA/providers/x", true)]
    [InlineData("/subscriptions/1/resourceGroups/data", "/subscriptions/1/resourceGroups/datalake", false)]
    [InlineData("/subscriptions/1/resourceGroups/data/", "/subscriptions/1/resourceGroups/data/x", true)]
    [InlineData("/subscriptions/1", "/subscriptions/1", true)]
    public void Scope_IsTheResourceOrWhatIsInIt(string scope, string resource, bool watched) =>
        Assert.Equal(watched, new AlertCriterion(Calm, ["Orders"], [scope]) { Counting = HalfHours }.Watches(new Alert("a", "orders", "Sev1", [resource], DateTimeOffset.UnixEpoch)));

    private static Signal Fired(DateTimeOffset at) => new("alert-1", SignalKind.Alert, "Azure Monitor", at, "Sev1 alert of orders", null) { Criterion = Calm };

    /// <summary>A release at the first minute of its canary's bake.</summary>
    private static ReleaseState Baking(out DateTimeOffset now, bool dryRun = false)
    {
        var plan = Canary(HalfHours);
        plan = plan with { Criteria = [.. plan.Criteria, new AlertCriterion(Calm, ["orders"], []) { Counting = HalfHours with { FailAfter = 3, DryRun = dryRun } }], Guardrails = [.. plan.Guardrails, Calm] };
        for (var effects = 1; ; effects++)
        {
            var (world, first) = VirtualRelease.Of(plan).Begin();
            try
            {
                ReleaseFlow.RunAsync(first, new MortalDriver(world, effects, afterTheEffect: false)).GetAwaiter().GetResult();
            }
            catch (DriverDiedException died) when (StateDocument.Read(died.Remembered) is { Progress.BakeUntil: var until } state)
            {
                now = until.AddHours(-1);
                return state;
            }
            catch (DriverDiedException)
            {
                // Not there yet.
            }
        }
    }
}
