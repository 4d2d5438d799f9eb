using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;
using static Releases.Tests.Lifecycle.Counted.CountedCase;
using static Releases.Tests.Lifecycle.Counted.CountedEnd;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle.Counted;

/// <summary>Where two rules of counting meet at one measurement, or at one moment.</summary>
public sealed class EdgeCountingTests
{
    private static readonly Counting Total2 = Plain with { FailAfter = 2, FailureCount = FailureCount.Total };

    private static readonly CountedCase[] All =
    [
        new("the window that arrives at the deadline passes", Plain, "IIIIIIIIIIIIIIP", Passes, 15),
        new("the same where blindness rolls back", Plain with { OnBlind = OnBlind.Rollback }, "IIIIIIIIIIIIIIP", Passes, 15),
        new("the same where blindness passes", Plain with { OnBlind = OnBlind.Pass }, "IIIIIIIIIIIIIIP", Passes, 15),
        new("the window that arrives at the deadline fails", Plain with { OnBlind = OnBlind.Rollback }, "NNNNNNNNNNNNNNF", Fails, 15),
        new("the one after the deadline is too late to hold nobody", Plain, "IIIIIIIIIIIIIIIP", Holds, 15),
        new("a query that fails at the deadline", Plain with { ErrorBudget = 99 }, "IIIIIIIIIIIIIIE", Holds, 15),
        new("undecided at the deadline, as the last failures are fewer than it takes", Plain with { FailAfter = 99 }, "PPPPPPPPPPPF", Holds, 15),
        new("no answer at all passes unjudged where the plan says so", Plain with { OnBlind = OnBlind.Pass }, "N", Unjudged, 15),
        new("errors over the budget pass unjudged once the bake is over", Plain with { OnBlind = OnBlind.Pass, ErrorBudget = 0, Window = TimeSpan.FromHours(1) }, "PE", Unjudged, 2),
        new("errors over the budget roll back where the plan says so", Plain with { OnBlind = OnBlind.Rollback, ErrorBudget = 2 }, "PEEE", Fails, 4),
        new("as many passes in a row as there are windows", Plain with { PassAfter = 12 }, "P", Passes, 12),
        new("more passes in a row than the bake has windows", Plain with { PassAfter = 14 }, "P", Passes, 14),
        new("blind measurements do not break passes in a row", Plain with { PassAfter = 12 }, "PPPPPPPPPPPIP", Passes, 13),
        new("more measurements than the bake has windows", Plain with { MinimumMeasurements = 14 }, "IIP", Passes, 16),
        new("as many as arrive by the deadline", Plain with { MinimumMeasurements = 14 }, "IIIP", Passes, 17),
        new("one more than arrive by the deadline", Plain with { MinimumMeasurements = 14 }, "IIIIP", Holds, 17),
        new("failures count as measurements", Plain with { MinimumMeasurements = 12, FailAfter = 3 }, "FFPFFPFFPFFP", Passes, 12),
        new("a failure that arrives after the bake still counts", Total2, "FPPPPPPPPPPIF", Fails, 13),
        new("errors count as long as nothing valid is answered, whatever window they are of", Plain with { ErrorBudget = 3 }, "EEIEE", Holds, 5),
        new("a failure begins the count of errors anew", Total2 with { ErrorBudget = 1 }, "EFEP", Passes, 14),
        new("nothing is needed, and still nothing passes unmeasured", Plain with { MinimumMeasurements = 0, PassAfter = 0 }, "N", Holds, 15),
    ];

    public static TheoryData<string> Cases => [.. All.Select(one => one.What)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Measurements_InTheirOrder_AddUpTo(string what) => All.Single(one => one.What == what).AddsUpAsync();

    [Fact]
    public async Task Failures_OfAGuardrail_CountAnewInEachStage()
    {
        // Argo's background analysis and Flagger's threshold count over the whole rollout; here a window speaks of the exposure in force only.
        var counting = HalfHours with { FailAfter = 2, FailureCount = FailureCount.Total };

        var run = await VirtualRelease.Of(TwoEnvironments(counting)).WithTelemetry(FailsFirst()).RunAsync();

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal(["staging-half", "canary", "full-watch"], run.All(TimelineKinds.Verdict).Where(entry => entry.Evidence!.Verdict == Verdict.Fail).Select(entry => entry.Stage));
    }

    [Fact]
    public async Task OneCriterion_ThatFails_DecidesWhileAnotherIsBlind()
    {
        // Kayenta would weigh the two against each other; a release that is known to be bad does not wait for what nobody knows.
        var run = await VirtualRelease.Of(WithASecond(Canary(Plain))).WithTelemetry(asked => asked.Criterion == Latency ? Nothing : Bad).RunAsync();

        Assert.StartsWith("canary failed with exposure 5 %: second", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneCriterion_ThatIsBlind_HoldsHoweverWellAnotherDoes()
    {
        // Kayenta leaves a metric without data out of the score, unless it is critical.
        var run = await VirtualRelease.Of(WithASecond(Canary(Plain))).WithTelemetry(asked => asked.Criterion == Latency ? Good : Nothing).RunAsync();

        Assert.StartsWith("held: second cannot be judged", run.The(TimelineKinds.Held).Text, StringComparison.Ordinal);
        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
    }

    [Fact]
    public async Task Deadline_WhileAnApprovalIsWaitedFor_CountsFromWhenTheStageWasLastJudged()
    {
        // The bake ended at 121; the window until 231 is the last that passes, and the next, at 246, tells nothing: half an hour later is the deadline.
        var run = await VirtualRelease.Of(Canary(Plain, approval: Managers with { Within = TimeSpan.FromHours(24) })).With(plan => plan with { HoldLimit = TimeSpan.FromHours(1) })
            .WithTelemetry(asked => asked.Window.End < VirtualWorld.Start.AddMinutes(240) ? Good : Nothing).RunAsync();

        Assert.Equal(276, VirtualRun.Minute(run.The(TimelineKinds.Held)), 0.1);
        Assert.Contains("undecided for 30 min 2 s since it was last judged", run.The(TimelineKinds.Held).Text, StringComparison.Ordinal);
    }

    private static Func<Asked, Measurement> FailsFirst()
    {
        HashSet<string> seen = [];
        return asked => seen.Add(asked.Stage) ? Bad : Good;
    }
}
