using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Records;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle;

/// <summary>Counting is exact: each number of a plan means what it says. P passes, F fails, I has too few rows, N none, E is an error.</summary>
public sealed class CountingTests
{
    [Theory]
    [InlineData(1, FailureCount.Consecutive, "F", 1)]
    [InlineData(1, FailureCount.Consecutive, "PPF", 3)]
    [InlineData(2, FailureCount.Consecutive, "FF", 2)]
    [InlineData(2, FailureCount.Consecutive, "FPFF", 4)]
    [InlineData(2, FailureCount.Consecutive, "FINEF", 5)]
    [InlineData(3, FailureCount.Consecutive, "FFPFFF", 6)]
    [InlineData(3, FailureCount.Consecutive, "FNFIEEF", 7)]
    [InlineData(2, FailureCount.Total, "FPF", 3)]
    [InlineData(3, FailureCount.Total, "FPFPPF", 6)]
    [InlineData(3, FailureCount.Total, "FENIFPF", 7)]
    public async Task FailAfter_OnTheNamedFailure_RollsBack(int failAfter, FailureCount count, string answers, int decidedOn)
    {
        var run = await Run(new() { Window = TimeSpan.FromMinutes(10), FailAfter = failAfter, FailureCount = count, MinimumSamples = 20 }, answers);

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Equal(decidedOn, run.All(TimelineKinds.Verdict).Count);
        Assert.Contains(failAfter == 1 ? "the first failure decides" : $"the {(failAfter == 2 ? "2nd" : "3rd")} decides", run.The(TimelineKinds.RollbackStarted).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, FailureCount.Consecutive, "FPFPFPFPFPFPP")]
    [InlineData(3, FailureCount.Consecutive, "FFPFFPFFPFFPP")]
    [InlineData(3, FailureCount.Total, "FPPPFPPPPPPPP")]
    public async Task FailAfter_WithFewerFailures_LetsTheReleaseGoOn(int failAfter, FailureCount count, string answers)
    {
        var run = await Run(new() { Window = TimeSpan.FromMinutes(10), FailAfter = failAfter, FailureCount = count }, answers);

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
    }

    [Theory]
    [InlineData(1, "PPPPPPPPPPPF", 12)]
    [InlineData(2, "PPPPPPPPPPPFPP", 14)]
    [InlineData(3, "PPPPPPPPPPPFPPP", 15)]
    [InlineData(3, "PPPPPPPPPPFPIP", 15)]
    public async Task PassAfter_CountsPassesInARowUpToTheLast(int passAfter, string answers, int measurements)
    {
        var counting = new Counting { Window = TimeSpan.FromMinutes(10), PassAfter = passAfter, FailAfter = 2, MinimumSamples = 20, Deadline = TimeSpan.FromHours(3) };

        var run = await Run(counting, answers + "P");

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal(passAfter == 1 ? 13 : measurements, run.All(TimelineKinds.Verdict).Count);
    }

    [Theory]
    [InlineData(5, "IIIIIIIIIIPPPPPP", 15)]
    [InlineData(12, "PNPPPPPPPPPPPP", 13)]
    public async Task MinimumMeasurements_CountsValidOnes(int minimum, string answers, int measurements)
    {
        var run = await Run(new() { Window = TimeSpan.FromMinutes(10), MinimumMeasurements = minimum, MinimumSamples = 20 }, answers);

        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
        Assert.Equal(measurements, run.All(TimelineKinds.Verdict).Count);
    }

    [Theory]
    [InlineData(19, Verdict.Insufficient)]
    [InlineData(20, Verdict.Pass)]
    public async Task MinimumSamples_CountsRowsOfOneWindow(int rows, Verdict verdict)
    {
        var run = await VirtualRelease.Of(Canary(new() { Window = TimeSpan.FromMinutes(10), MinimumSamples = 20 }))
            .WithAnswers(new Measurement.Value(1, rows), Good)
            .RunAsync();

        Assert.Equal(verdict, run.All(TimelineKinds.Verdict)[0].Evidence!.Verdict);
    }

    [Theory]
    [InlineData("EEE", false)]
    [InlineData("EEEPEEE", false)]
    [InlineData("EENEI", true)]
    [InlineData("EEEE", true)]
    public async Task ErrorBudget_CountsErrorsSinceTheLastValidAnswer(string answers, bool holds)
    {
        var budget = answers == "EENEI" ? 2 : 3;
        var run = await Run(new() { Window = TimeSpan.FromMinutes(10), ErrorBudget = budget, MinimumSamples = 20 }, answers + "PPPPPPPPPPPPPP");

        Assert.Equal(holds ? 1 : 0, run.All(TimelineKinds.Held).Count);
        Assert.Equal(ReleaseOutcome.Completed, run.Outcome);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    public async Task Stage_WithoutAValidMeasurement_NeverPasses(int minimumMeasurements, int passAfter)
    {
        var run = await Run(new() { Window = TimeSpan.FromMinutes(10), MinimumMeasurements = minimumMeasurements, PassAfter = passAfter }, "N");

        Assert.Equal(ReleaseOutcome.RolledBack, run.Outcome);
        Assert.Empty(run.All(TimelineKinds.StagePassed));
    }

    private static Task<VirtualRun> Run(Counting counting, string answers) => VirtualRelease.Of(Canary(counting))
        .WithAnswers([.. answers.Select(answer => answer switch { 'P' => Good, 'F' => Bad, 'I' => Few, 'N' => Nothing, _ => Error })])
        .RunAsync();
}
