using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;
using Releases.Rehearsals.Scenarios;

namespace Releases.Tests.Rehearsals;

public sealed class RehearsalRunTests
{
    private static readonly PersonActs Approver = new(SignalKind.Approve, "grace", TimeSpan.FromMinutes(20), TimelineKinds.ApprovalAsked);

    [Fact]
    public void Run_WithoutFaults_GoesThroughInAboutFourteenDays()
    {
        var run = RehearsalRun.Of(RehearsedPlans.Calm(RehearsedPlans.Orders, 1) with { People = [Approver] });

        Assert.True(run.State.Outcome == ReleaseOutcome.Completed, run.Told());
        Assert.InRange((run.Timeline[^1].At - run.Timeline[0].At).TotalDays, 14, 14.2);
    }
}
