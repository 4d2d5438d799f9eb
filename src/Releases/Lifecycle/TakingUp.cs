using Releases.Exposures;
using Releases.Judgement;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// Where a plan asks for it: no window opens before the clients are seen to have the exposure. A write that nobody reads would be judged by the behaviour
/// that was there before it, and pass.
/// </summary>
internal static class TakingUp
{
    /// <summary>What is to be waited for in a stage whose exposure was confirmed, if anything.</summary>
    /// <param name="seen">When every client should have seen it.</param>
    internal static TakeUpProgress? Begin(ReleaseState state, CourseStage stage, DateTimeOffset seen) =>
        state.Course.TakeUp is { } wanted && !stage.Watch && stage.Bake > TimeSpan.Zero && SharesOf(state, stage).Count > 0
            ? new TakeUpProgress(seen, seen + wanted.Within, seen + LifecycleDefaults.TakeUpPause + state.Course.IngestionOf(stage))
            : null;

    internal static Effect.Measure? Due(ReleaseState state, TakeUpProgress waiting, DateTimeOffset now)
    {
        var stage = state.Course.Stages[state.Stage];
        var window = new Window(waiting.From, waiting.AskAt - state.Course.IngestionOf(stage));
        return now >= waiting.AskAt
            ? new Effect.Measure(state.Id, state.PlanHash, stage.Environment, stage.Name, [.. SharesOf(state, stage).Keys.Select(flag => new MeasureTarget(TakeUpTarget.NameOf(flag), window))], waiting.From)
            : null;
    }

    internal static ReleaseState Apply(ReleaseState state, IReadOnlyList<Measured> measurements, DateTimeOffset now)
    {
        if (state.Progress?.TakeUp is not { } waiting)
        {
            return state;
        }

        var stage = state.Course.Stages[state.Stage];
        var shares = SharesOf(state, stage);
        var found = measurements.Select(measured => (Flag: TakeUpTarget.FlagOf(measured.Target.Criterion)!, measured.Measurement))
            .Select(one => Judge(one.Flag, shares.GetValueOrDefault(one.Flag), state.Course.TakeUp!.Share, one.Measurement)).ToList();
        var text = Say.Short(Say.List(found.OrderBy(one => one.HasIt).Select(one => one.Text)), LifecycleDefaults.ReasonLength);
        return found.TrueForAll(one => one.HasIt)
            ? Open(state, measurements[0].Target.Window.End, $"clients have it: {text}", now)
            : state with { Progress = state.Progress with { TakeUp = waiting with { AskAt = now + LifecycleDefaults.TakeUpPause, Last = text } } };
    }

    /// <summary>Holds once they have been waited for in vain; they are looked at all the while.</summary>
    internal static ReleaseState Settle(ReleaseState state, DateTimeOffset now) => state is { Hold: null, Progress.TakeUp: { } waiting } && IsInVain(state, now)
        ? Holding.Begin(state, HoldKind.TakeUp, $"clients do not have the exposure of {state.StageName()} after {Say.Span(now - waiting.From)}: {waiting.Last ?? "nothing was seen of them"}", now)
        : state;

    /// <summary>Whether they have been waited for for as long as the plan says.</summary>
    internal static bool IsInVain(ReleaseState state, DateTimeOffset now) => state.Progress is { PromotedBy: null, TakeUp: { } waiting } && now >= waiting.Until;

    /// <summary>The first window begins.</summary>
    internal static ReleaseState Open(ReleaseState state, DateTimeOffset from, string why, DateTimeOffset now)
    {
        var stage = state.Course.Stages[state.Stage];
        var opened = (state with { Progress = state.Progress! with { TakeUp = null, WindowsFrom = from, BakeUntil = from + stage.Bake } })
            .Record(now, TimelineKinds.TakenUp, $"{stage.Environment}: {why}; {stage.Name} bakes for {Say.Span(stage.Bake)} from {from.UtcDateTime:HH:mm:ss} on");
        return opened.Hold?.Kind == HoldKind.TakeUp ? Holding.End(opened, "the clients are no longer waited for", now) : opened;
    }

    internal static IEnumerable<DateTimeOffset> Deadlines(ReleaseState state) => state.Progress is { PromotedBy: null, TakeUp: { } waiting }
        ? state.Hold is null ? [waiting.AskAt, waiting.Until] : [waiting.AskAt]
        : [];

    /// <summary>Whether as many have it as should, as far as chance lets anybody say: the upper end of the interval is looked at.</summary>
    private static (bool HasIt, string Text) Judge(string flag, double intended, double share, Measurement measurement) => measurement switch
    {
        Measurement.Value { Samples: > 0 and var units, Number: var on } => (
            Interval.Wilson(Math.Clamp(on, 0, 1), units).High >= intended * share,
            $"{flag} is on for {Say.Number(on * 100)} % of {Say.Many(units, "unit")}, {Say.Number(intended * 100)} % should be"),
        Measurement.Error error => (false, $"{flag}: {error.Code}: {error.Message}"),
        _ => (false, $"{flag} was not evaluated by anybody"),
    };

    /// <summary>The flags that the stage exposes to a known share of the units.</summary>
    private static Dictionary<string, double> SharesOf(ReleaseState state, CourseStage stage) => state.Flags
        .Where(flag => flag.Environment == stage.Environment && stage.Writes(flag.Key))
        .Select(flag => (flag.Key, Share: stage.ExposureOf(flag.Key) switch
        {
            Exposure.On => 1,
            Exposure.Targeted { Groups.Count: 0, Users.Count: 0, Percent: var percent } => percent / 100,
            _ => 0.0,
        }))
        .Where(flag => flag.Share > 0)
        .ToDictionary(flag => flag.Key, flag => flag.Share);
}
