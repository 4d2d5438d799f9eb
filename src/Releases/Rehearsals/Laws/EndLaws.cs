using Releases.Exposures;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Records;

namespace Releases.Rehearsals.Laws;

/// <summary>At the end every flag is where the plan, the capture or a person wants it, and stays there.</summary>
public static class EndLaws
{
    private static readonly TimeSpan Afterwards = TimeSpan.FromHours(1);

    /// <summary>Looks at the end, lets an hour pass, in which nothing may change a flag any more, and looks again.</summary>
    public static void OnEnd(VirtualWorld world, ReleaseState state)
    {
        Law.Holds(state is { Doing: Doing.Ended, Outcome: not null, Hold: null, Entry: null, Unpublished.Count: 0, Answers.Count: 0 }, world.Now, $"it ends while {state.Doing}, {state.Outcome}, {state.Hold}");
        Law.Holds(world.Leases.Claims.All(claim => claim.ReleaseId != state.Id), world.Now, $"the release is over and still holds leases, or waits for them");
        OnTimeline(world, state);
        OnFlags(world, state);
        world.Agenda.PassUntil(world.Now + Afterwards);
        OnFlags(world, state);
    }

    internal static void OnEnd(WatchedRelease release, Told told, ReleaseState state)
    {
        OnEnd(release.World, state);
        foreach (var (at, flag) in told.Flags)
        {
            Law.Holds(!flag.IsToBePutBack || state.Outcome is ReleaseOutcome.Completed or ReleaseOutcome.Accepted, release.Now, $"{at.Key} of {at.Environment} is not put back");
        }
    }

    private static void OnFlags(VirtualWorld world, ReleaseState state)
    {
        var accepted = world.Records.Timeline.FirstOrDefault(entry => entry.Kind == TimelineKinds.Accepted)?.Text;
        foreach (var flag in state.Capture is null ? [] : state.Flags)
        {
            var found = world.Flags[flag.Environment, flag.Key];
            if (state.Outcome == ReleaseOutcome.Accepted && flag is { MayBeOurs: true, Back: not WayBack.Restored })
            {
                Law.Holds(accepted?.Contains($"{flag.Key} in {flag.Environment}", StringComparison.Ordinal) == true, world.Now, $"{flag.Key} of {flag.Environment} is left at {found.Value}, and who has accepted that was not told so: {accepted}");
                continue;
            }

            Law.Holds(
                found.Flag.Value == Wanted(world, state, flag) || world.Flags.IsOfAPerson(flag.Environment, flag.Key),
                world.Now,
                $"{flag.Key} of {flag.Environment} is left at {found.Value}; {state.Outcome}: {state.Reason}");
        }
    }

    private static string Wanted(VirtualWorld world, ReleaseState state, FlagProgress flag)
    {
        var last = state.Outcome == ReleaseOutcome.Completed ? state.Course.Stages.LastOrDefault(stage => stage.Environment == flag.Environment && stage.Writes(flag.Key)) : null;
        var from = world.Flags.CapturedIn((last is null ? null : state.Base) ?? state.Capture!, flag.Environment, flag.Key).Value;
        return last is not null && FeatureFlagDocument.Expose(from, last.ExposureOf(flag.Key)) is FlagExposing.Exposed exposed ? exposed.Document : from;
    }

    private static void OnTimeline(VirtualWorld world, ReleaseState state)
    {
        var (now, timeline) = (world.Now, world.Records.Timeline);
        for (var index = 0; index < timeline.Count; index++)
        {
            Law.Holds(timeline[index].Sequence == index + 1, now, $"entry {timeline[index].Sequence} of the timeline stands at place {index + 1}");
            Law.Holds(index == 0 || timeline[index - 1].At <= timeline[index].At, now, $"entry {index + 1} of the timeline is older than the one before it");
        }

        Law.Holds(timeline.Last(entry => entry.Kind is not (TimelineKinds.SignalRefused or TimelineKinds.Trouble)).Kind == TimelineKinds.Ended, now, $"the timeline does not end with the end");
        Law.Holds(state.Outcome == world.Records.Status?.Outcome, now, $"people are shown {world.Records.Status?.Outcome}, and it ended {state.Outcome}");
        Law.Holds(!world.Records.Unanswered.Any(), now, $"{world.Records.Unanswered.FirstOrDefault()} has no answer");

        var back = First(timeline, TimelineKinds.RollbackStarted);
        Law.Holds(!timeline.Any(entry => entry.Kind == TimelineKinds.Exposed && entry.Sequence > back), now, $"exposure grows after going back has begun");
        var frozen = First(timeline, TimelineKinds.Frozen);
        Law.Holds(!timeline.Any(entry => entry.Kind is TimelineKinds.Exposed or TimelineKinds.Verdict && entry.Sequence > frozen), now, $"a frozen release exposes or judges");
        foreach (var passed in timeline.Where(entry => entry.Kind == TimelineKinds.StagePassed && state.Course.Stages.Single(stage => stage.Name == entry.Stage).Criteria.Count > 0))
        {
            Law.Holds(
                timeline.Any(entry => (entry.Stage == passed.Stage && entry.Evidence?.Verdict == Verdict.Pass) || entry.Text.Contains("are missing here", StringComparison.Ordinal)),
                now,
                $"{passed.Text}, and no measurement is shown that has passed");
        }
    }

    private static long First(IReadOnlyList<TimelineEntry> timeline, string kind) =>
        timeline.Where(entry => entry.Kind == kind).Select(entry => entry.Sequence).DefaultIfEmpty(long.MaxValue).First();
}
