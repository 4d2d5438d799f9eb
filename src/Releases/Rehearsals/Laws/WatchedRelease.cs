using Releases.Exposures;
using Releases.Judgement.Comparisons;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;

namespace Releases.Rehearsals.Laws;

/// <summary>What is certain of a release apart from what it says itself.</summary>
internal sealed record WatchedRelease(
    VirtualWorld World,
    ReleasePlan Plan,
    IReadOnlyList<PlannedStage> Stages,
    IReadOnlyDictionary<string, CourseEnvironment> Environments,
    string StartedBy)
{
    private readonly Dictionary<string, int> _orders = Plan.Flags.ToDictionary(flag => flag.Key, flag => flag.Order);

    /// <summary>Write ids by what they were written for, to be the same at each repetition and never the same for two writes.</summary>
    internal Dictionary<string, (int Stage, string Key, bool Again)> WriteIds { get; } = [];

    internal DateTimeOffset Now => World.Now;

    /// <summary>Between deciding and the next look the clock may go on by what an effect takes.</summary>
    internal static TimeSpan Slack { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Comparisons of all stages: they share the release's false alarms.</summary>
    internal int Sequences { get; } = Stages.Sum(stage => stage.Criteria.Count(name => Plan.Criteria.First(criterion => criterion.Name == name) is ComparisonCriterion));

    internal Signal Signal(string id) => World.Records.Find(id) ?? throw new LawBrokenException($"the release answers a signal '{id}' that nobody has sent");

    internal bool IsOver(TimeSpan limit, DateTimeOffset? since) => since is { } began && Now >= began + limit;

    /// <summary>What the stages before one have exposed a flag to in its environment; null for nothing.</summary>
    internal Exposure? Before(int index, string key) => Stages.Take(index).LastOrDefault(stage => stage.Environment == Stages[index].Environment && stage.Moves.Contains(key))?.ExposureOf(key);

    internal int OrderOf(string key) => _orders[key];
}
