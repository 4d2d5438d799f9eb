using Releases.Durations;
using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Compositions;
using Releases.Judgement.Freshness;
using Releases.Judgement.Metrics;
using Releases.Judgement.Quality;
using Releases.Judgement.Rows;
using Releases.Judgement.Thresholds;
using Releases.Judgement.Volumes;
using Releases.Wording;

namespace Releases.Plans.Reading;

/// <summary>Whether criteria can be judged where stages name them: what no release could ever pass is found before it starts.</summary>
/// <param name="node">The plan's <c>criteria</c>.</param>
/// <param name="criteria">Those of them without mistakes.</param>
/// <param name="guardrails">Names of those that are judged in every stage.</param>
/// <param name="pipelines">The pipelines that the plan declares.</param>
/// <param name="environments">Those that the service has, if it is known.</param>
internal sealed class Judgeable(
    PlanNode? node,
    IReadOnlyList<Criterion> criteria,
    IReadOnlyList<string> guardrails,
    IReadOnlyList<Pipeline> pipelines,
    IReadOnlyCollection<KnownEnvironment>? environments,
    PlanErrors errors)
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>Looks at a stage; the same mistake of several stages is told once, at the criterion.</summary>
    public void Check(Stage stage)
    {
        foreach (var criterion in stage.Bake + stage.Watch == TimeSpan.Zero ? [] : criteria.Where(criterion => stage.Criteria.Contains(criterion.Name) || guardrails.Contains(criterion.Name)))
        {
            var at = (node as MapNode)?.Find(criterion.Name) as MapNode;
            foreach (var (member, place) in criterion is CompositeCriterion several
                ? several.Members.Select(member => (member, Find(at, several.AnySuffices ? "any" : "all", member.Name)))
                : [(criterion, at)])
            {
                Check(member, stage, place ?? node!);
            }
        }
    }

    private void Check(Criterion criterion, Stage stage, PlanNode place)
    {
        var environment = environments?.FirstOrDefault(known => known.Name == stage.Environment);
        switch (criterion)
        {
            case MetricCriterion metric:
                foreach (var resource in metric.Asked.Resources.Where(name => environment?.Resources?.Contains(name) == false))
                {
                    var those = environment!.Resources!.Count == 0 ? "its settings name none" : $"its settings name {string.Join(", ", environment.Resources.Order(StringComparer.Ordinal))}";
                    Tell(Find(place, "metric", "resources") ?? place, $"{stage.Environment}, where it is judged, has no resource '{resource}'{Suggestion.For(resource, [.. environment.Resources])}; {those}");
                }

                break;
            case FreshnessCriterion fresh when environment?.IngestionDelay is { } delay && fresh.OlderThan < delay:
                Tell(Find(place, "freshness", "olderThan") ?? place, $"telemetry of {stage.Environment} takes up to {Say.Span(delay)} to arrive, so no row that is seen there is as new as {DurationText.Format(fresh.OlderThan)}; olderThan: {DurationText.Format(delay)} or more would do");
                break;
            case VolumeCriterion { Expected: Expectation.PerHour hourly } volume when ShareOf(stage) is var share && hourly.Amount * criterion.Counting.Window.TotalHours * (share ?? 1) is var expected && expected < volume.MinimumExpected:
                Tell(Find(place, "volume") ?? place, $"{Exposes(stage, share)} {Say.Number(hourly.Amount)} an hour, {Say.Number(expected)} in a window of {DurationText.Format(criterion.Counting.Window)}, and fewer than minimumExpected, {Say.Number(volume.MinimumExpected)}, are never judged; {Longer(criterion.Counting.Window, volume.MinimumExpected / expected)}");
                break;
            case QualityCriterion { Source: RowSource.Pipeline { Where: null } of } when Runs(of.Name) is { } runs && Seen(criterion, stage, runs) is { } rows:
                Tell(place, $"{Exposes(stage, ShareOf(stage))} {Say.Number(runs)} runs an hour, {Say.Number(rows)} in a window of {DurationText.Format(criterion.Counting.Window)}, and minimumSamples is {Say.Count(criterion.Counting.MinimumSamples)}: it is never judged; {Longer(criterion.Counting.Window, criterion.Counting.MinimumSamples / rows)}");
                break;
            case ThresholdCriterion when pipelines.Count > 0 && pipelines.All(pipeline => pipeline.RunsPerHour is not null) && pipelines.Sum(pipeline => pipeline.RunsPerHour!.Value) is var all && Seen(criterion, stage, all) is { } samples:
                errors.Warn(place, $"{Exposes(stage, ShareOf(stage))} {Say.Number(all)} runs an hour, {Say.Number(samples)} in a window of {DurationText.Format(criterion.Counting.Window)}, and minimumSamples is {Say.Count(criterion.Counting.MinimumSamples)}: if its samples are runs, it is never judged");
                break;
        }
    }

    private void Tell(PlanNode at, string mistake)
    {
        if (_told.Add($"{at.Path} {mistake}"))
        {
            errors.AddUnlessPinned(at, mistake);
        }
    }

    /// <summary>The rows that a window is to have, if they are fewer than the criterion needs.</summary>
    private static double? Seen(Criterion criterion, Stage stage, double perHour) =>
        ShareOf(stage) is { } share && perHour * criterion.Counting.Window.TotalHours * share is var rows && rows > 0 && rows < criterion.Counting.MinimumSamples ? rows : null;

    private double? Runs(string pipeline) => pipelines.FirstOrDefault(known => known.Name == pipeline)?.RunsPerHour;

    private static string Exposes(Stage stage, double? share) => share is { } known ? $"{stage.Name} exposes {Say.Number(known * 100)} % of" : $"{stage.Name} expects";

    /// <summary>What would help: a longer window, if a plan can say it.</summary>
    private static string Longer(TimeSpan window, double times) => Math.Ceiling((window.TotalMinutes * times) - 1e-6) is var minutes && minutes <= DurationText.Longest.TotalMinutes
        ? $"window: {DurationText.Format(TimeSpan.FromMinutes(minutes))} would do"
        : $"no window of up to {DurationText.Format(DurationText.Longest)} would do: expose more, or ask for less";

    /// <summary>The share of the units that a stage exposes; null where nobody can tell.</summary>
    private static double? ShareOf(Stage stage) => stage switch
    {
        { Exposures.Count: > 0 } => null,
        { Expose: Exposure.On } => 1,
        { Expose: Exposure.Targeted { Groups.Count: 0, Users.Count: 0, Percent: > 0 and var percent } } => percent / 100,
        _ => null,
    };

    private static PlanNode? Find(PlanNode? from, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            from = (from as MapNode)?.Find(name);
        }

        return from;
    }
}
