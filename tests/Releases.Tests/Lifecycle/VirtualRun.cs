using Releases.Lifecycle;
using Releases.Records;
using Releases.Rehearsals;

namespace Releases.Tests.Lifecycle;

/// <summary>A finished run, as people could see it afterwards.</summary>
internal sealed record VirtualRun(VirtualWorld World, ReleaseState State)
{
    internal ReleaseOutcome Outcome => State.Outcome!.Value;

    internal IReadOnlyList<TimelineEntry> Timeline => World.Records.Timeline;

    internal IReadOnlyList<string> Kinds => [.. Timeline.Select(entry => entry.Kind)];

    /// <summary>One line an entry: minute, kind, stage, text.</summary>
    internal string Told => string.Join('\n', Timeline.Select(entry => FormattableString.Invariant($"{(entry.At - VirtualWorld.Start).TotalMinutes,8:0.00} {entry.Kind,-18} {entry.Stage,-13} {entry.Text}")));

    internal IReadOnlyList<TimelineEntry> All(string kind) => [.. Timeline.Where(entry => entry.Kind == kind)];

    internal TimelineEntry The(string kind) => Assert.Single(All(kind));

    internal string Value(string environment, string key = SamplePlans.Flag) => World.Flags[environment, key].Value;

    internal static double Minute(TimelineEntry entry) => (entry.At - VirtualWorld.Start).TotalMinutes;

    internal IReadOnlyList<(T Effect, DateTimeOffset At)> Effects<T>()
        where T : Effect => [.. World.Performed.Where(performed => performed.Effect is T).Select(performed => ((T)performed.Effect, performed.At))];

    internal SignalAnswer Answer(SignalKind kind) => World.Records.Answers.Single(answer => answer.Key.EndsWith($"-{kind}", StringComparison.Ordinal)).Value;
}
