using Releases.Judgement;
using Releases.Records;
using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>An alert that a criterion watches has fired: that is its failure, at once and whatever else it would count.</summary>
internal static class Alerting
{
    internal static Taken Fail(ReleaseState state, Signal signal, DateTimeOffset now)
    {
        if (state.Hold?.Kind == HoldKind.Failed)
        {
            return Taken.No(state, "the stage has failed already");
        }

        if (state.Progress?.Criteria.FirstOrDefault(known => known.Name == signal.Criterion) is not { } criterion)
        {
            return Taken.No(state, "no stage is in force that is judged by it");
        }

        var stage = state.Course.Stages[state.Stage];
        var exposed = state.Progress.WindowsFrom - state.Course.Environment(stage.Environment).ClientRefresh;
        if (signal.At < exposed)
        {
            return Taken.No(state, "it fired before the exposure");
        }

        var text = $"{criterion.Name}: {Say.Short(signal.Reason ?? "an alert fired", LifecycleDefaults.ReasonLength)}";
        var evidence = new Evidence(criterion.Name, Verdict.Fail, new Window(exposed, signal.At), 1, state.Course.Criterion(criterion.Name).Rule.Text, null, stage.ExposureText);
        var told = state.With(criterion.Found(Verdict.Fail, text) with { Valid = criterion.Valid + 1, Failures = criterion.Failures + 1, FailuresInRow = criterion.FailuresInRow + 1, PassesInRow = 0 });
        if (Judging.IsDryRun(state, criterion))
        {
            return Taken.Yes(told.Record(now, TimelineKinds.Verdict, $"{text}; a dry run, which decides nothing", evidence), "noted: it is a dry run");
        }

        told = told.Record(now, TimelineKinds.Verdict, $"{text}; an alert decides at once", evidence);
        return Taken.Yes(Failing.Begin(told, $"{state.StageName()} failed with exposure {stage.ExposureText}: {text}", now), "failed");
    }
}
