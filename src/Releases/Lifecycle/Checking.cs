using Releases.Wording;

namespace Releases.Lifecycle;

/// <summary>
/// The checks of the next stage: each is run once the gates before it are open, and its yes counts for as long as the plan says. A no is a
/// failure; no answer in time is a wait in vain. When something else closes, they are run anew after it.
/// </summary>
internal static class Checking
{
    /// <summary>Characters of a handle that a state carries.</summary>
    private const int HandleLength = 500;

    internal static bool IsOpen(ReleaseState state, CourseStage stage, DateTimeOffset now) =>
        ChecksOf(state, stage).All(name => state.Checks.Any(check => check.Name == name && IsGood(state, check, now)));

    /// <summary>Begins what is not begun, begins anew what has become too old, and gives up on what does not answer.</summary>
    internal static ReleaseState Settle(ReleaseState state, CourseStage stage, DateTimeOffset now)
    {
        var wanted = ChecksOf(state, stage);
        if (wanted.Count == 0)
        {
            return state;
        }

        if (state.Checks.FirstOrDefault(check => check.PassedAt is null && now >= check.Since + state.Course.Check(check.Name).Within) is { } late)
        {
            return Failing.GiveUp(state with { Checks = [] }, $"{stage.Name} could not begin: {late.Name} gave no result within {Say.Span(state.Course.Check(late.Name).Within)}", now);
        }

        // While a person is waited for nothing is run again; it is right before the write, once they have approved.
        var waits = state.Approval is { GivenBy: null };
        var begun = wanted.Where(name => !state.Checks.Any(check => check.Name == name && (waits || check.PassedAt is null || IsGood(state, check, now)))).ToList();
        return begun.Count == 0
            ? state
            : (state with
            {
                Checks =
                [
                    .. state.Checks.Where(check => !begun.Contains(check.Name)),
                    .. begun.Select(name => new CheckProgress(name, $"{state.Id}.{stage.Name}.{name}.{state.Sequence + 1}", now, now)),
                ],
            }).Record(now, TimelineKinds.CheckBegun, $"{stage.Name} is checked before it begins: {Say.List(begun)}");
    }

    internal static Effect.RunCheck? Due(ReleaseState state, DateTimeOffset now)
    {
        if (state.Doing is not (Doing.Baking or Doing.Exposing) || state.Hold is not null || state.Stage + 1 >= state.Course.Stages.Count)
        {
            return null;
        }

        var stage = state.Course.Stages[state.Stage + 1];
        return state.Checks.FirstOrDefault(check => check.PassedAt is null && now >= check.NextAt) is { } due
            ? new Effect.RunCheck(state.Id, state.PlanHash, due.Name, due.Run, stage.Name, stage.Environment, due.Handle)
            : null;
    }

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.CheckAnswered answered, DateTimeOffset now)
    {
        var check = state.Checks.First(check => check.Name == answered.Check);
        var stage = state.Course.Stages[state.Stage + 1];
        return answered.Answer switch
        {
            CheckAnswer.Passed passed => With(state, check with { PassedAt = now, Handle = null })
                .Record(now, TimelineKinds.CheckPassed, $"{check.Name} passed before {stage.Name}, after {Say.Span(now - check.Since)}: {Short(passed.Text)}"),
            CheckAnswer.Failed failed => Failing.Begin(state with { Checks = [] }, $"{check.Name} failed before {stage.Name}: {Short(failed.Text)}", now),
            CheckAnswer.Running { Handle.Length: <= HandleLength } running => With(state, check with { Handle = running.Handle, Attempt = 0, NextAt = now + LifecycleDefaults.CheckPause }),
            CheckAnswer.Running => Failing.Begin(state with { Checks = [] }, $"{check.Name} failed before {stage.Name}: where to ask for its result has more than {HandleLength} characters", now),
            CheckAnswer.Unclear => With(state, check with { Attempt = check.Attempt + 1, NextAt = now + LifecycleDefaults.Pause(check.Attempt + 1, LifecycleDefaults.LongestRetry) }),
            _ => throw new InvalidOperationException($"Unknown answer '{answered.Answer.GetType().Name}'."),
        };
    }

    /// <summary>None where the stage goes back towards what was captured.</summary>
    private static IReadOnlyList<string> ChecksOf(ReleaseState state, CourseStage stage) => Moving.IsGuarded(state, stage) ? stage.Checks ?? [] : [];

    private static bool IsGood(ReleaseState state, CheckProgress check, DateTimeOffset now) => check.PassedAt is { } passed && now < passed + state.Course.Check(check.Name).GoodFor;

    private static ReleaseState With(ReleaseState state, CheckProgress changed) =>
        state with { Checks = [.. state.Checks.Select(check => check.Name == changed.Name ? changed : check)] };

    private static string Short(string text) => Say.Short(text, LifecycleDefaults.ReasonLength);
}
