using System.Text;
using Releases.Judgement;
using Releases.Judgement.Sequences;
using Releases.Judgement.Thresholds;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// Whether all that a driver must remember of a release fits (<see cref="StateDocument.LargestSize"/>). Asked before the release starts:
/// once it runs, there would be nobody to refuse it.
/// </summary>
public static class StateBudget
{
    /// <summary>
    /// Bytes kept free for what comes and goes: timeline entries and answers that are not yet published, a hold, an approval, a retry, a
    /// rollback with their reasons. The tests hold every run to it, those with the records down for hours included.
    /// </summary>
    public const int Reserve = 6 * 1024;

    private const int MostCounted = 9_999;
    private static readonly string LongestETag = new('x', 44);
    private static readonly string LongestSyncToken = new('x', 96);

    /// <summary>The most bytes that the release will take.</summary>
    /// <param name="first">Its first state.</param>
    public static int LargestOf(ReleaseState first)
    {
        var stage = first.Course.Stages.MaxBy(stage => stage.Criteria.Count)!;
        var captured = first with
        {
            Unpublished = [],
            Flags = [.. first.Flags.Select(flag => flag with { ETag = LongestETag, Writing = true, Touched = true, ConfirmedStage = first.Course.Stages.Count, Back = WayBack.Blocked })],
            Capture = $"releases/{first.Id}/capture-{LongestETag[..16]}.json",
            Protective = [.. first.Course.Stages.Select(stage => stage.Name)],
            SyncTokens = first.Course.Environments.ToDictionary(environment => environment.Name, _ => LongestSyncToken),
            Progress = new StageProgress(
                first.StartedAt, first.StartedAt, [.. stage.Criteria.Select(name => Largest(name, first.Course.Criterion(name)))], first.StartedAt,
                TakeUp: first.Course.TakeUp is null ? null : new TakeUpProgress(first.StartedAt, first.StartedAt, first.StartedAt, new string('x', LifecycleDefaults.ReasonLength))),
        };
        return Encoding.UTF8.GetByteCount(StateDocument.Write(captured)) + Reserve;
    }

    private static CriterionProgress Largest(string name, CourseCriterion criterion) => new(name)
    {
        NextWindow = MostCounted,
        EarlyLooks = MostCounted,
        Valid = MostCounted,
        PassesInRow = MostCounted,
        FailuresInRow = MostCounted,
        Failures = MostCounted,
        Errors = MostCounted,
        ErrorsOfWindow = MostCounted,
        RetryAt = DateTimeOffset.MaxValue,
        Waived = true,
        Latest = Verdict.Insufficient,
        Looked = criterion.Rule is ThresholdRule ? null : new Looked(double.MaxValue, double.MaxValue),
        Last = new string('x', LifecycleDefaults.LastLength),
    };

    /// <summary>Why the release cannot be started, or <see langword="null"/>.</summary>
    public static string? Refusal(ReleaseState first)
    {
        var bytes = LargestOf(first);
        return bytes <= StateDocument.LargestSize
            ? null
            : $"a release of this plan would have to remember {Say.Count(bytes)} bytes at every step ({Say.Many(first.Flags.Count, "flag setting")} in {Say.Many(first.Course.Environments.Count, "environment")}, "
                + $"{Say.Many(first.Course.Stages.Count, "stage")}, criteria: {first.Course.Criteria.Count}), and {Say.Count(StateDocument.LargestSize)} fit; "
                + "move fewer flags in one release or in fewer environments, or judge each stage by fewer criteria";
    }
}
