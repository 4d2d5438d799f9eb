namespace Releases.Lifecycle;

/// <summary>People are shown what was decided before the release waits or ends; a store that does not answer stops nothing.</summary>
internal static class Publishing
{
    internal static Step Before(Step step, ReleaseState state, DateTimeOffset now)
    {
        var open = state.Unpublished.Count > 0 || state.Answers.Count > 0;
        if (open && state.PublishRetry.IsDue(now))
        {
            return new Step.Do(new Effect.Publish(StatusOf.State(state, now), state.Unpublished, state.Answers));
        }

        var wake = new[] { open ? state.PublishRetry?.At : null, state.DoorbellRang ? state.InboxRetry?.At : null }.Min();
        return (step, wake) switch
        {
            (Step.Wait(var until), { } earlier) => new Step.Wait(until < earlier ? until : earlier),
            (Step.Finish, { } later) => new Step.Wait(later),
            _ => step,
        };
    }
}
