using Releases.Judgement;
using Releases.Lifecycle;
using static Releases.Tests.Lifecycle.SamplePlans;

namespace Releases.Tests.Lifecycle.Counted;

/// <summary>
/// Measurements in their order, and what they add up to. A bake of two hours has twelve windows of ten minutes; the last letter goes on for ever.
/// P passes, B lies on the bound, F fails, I has too few rows, N none, X is no number, E is an error.
/// </summary>
/// <param name="What">Whose case it is, and what it is about.</param>
/// <param name="On">How many verdicts there are when it is decided.</param>
internal sealed record CountedCase(string What, Counting Counting, string Answers, CountedEnd End, int On)
{
    internal static readonly Counting Plain = new() { Window = TimeSpan.FromMinutes(10), MinimumSamples = 20 };
    private static readonly Measurement.Value OnTheBound = Good with { Number = 300_000 };
    private static readonly Measurement.Value NoNumber = Good with { Number = double.NaN };

    public override string ToString() => What;

    /// <summary>Runs it, and looks at what was decided first.</summary>
    internal async Task AddsUpAsync()
    {
        var run = await VirtualRelease.Of(Canary(Counting)).With(plan => plan with { HoldLimit = TimeSpan.FromHours(1) }).WithAnswers([.. Answers.Select(Measured)]).RunAsync();
        var decided = run.Timeline.First(entry => EndOf(entry.Kind) is not null);
        var (end, on) = (EndOf(decided.Kind)!.Value, run.Timeline.TakeWhile(entry => entry != decided).Count(entry => entry.Kind == TimelineKinds.Verdict));
        Assert.True((end, on) == (End, On), $"{end} on {on}, not {End} on {On}:\n{run.Told}");
    }

    private static Measurement Measured(char letter) => letter switch
    {
        'P' => Good,
        'B' => OnTheBound,
        'F' => Bad,
        'I' => Few,
        'N' => Nothing,
        'X' => NoNumber,
        'E' => Error,
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "Unknown measurement."),
    };

    private static CountedEnd? EndOf(string kind) => kind switch
    {
        TimelineKinds.StagePassed => CountedEnd.Passes,
        TimelineKinds.RollbackStarted => CountedEnd.Fails,
        TimelineKinds.Held => CountedEnd.Holds,
        TimelineKinds.StageUnjudged => CountedEnd.Unjudged,
        _ => null,
    };
}
