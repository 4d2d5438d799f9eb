namespace Releases.Lifecycle;

/// <summary>
/// People are shown what was decided before the release waits or ends. A store that does not answer stops nothing but growth: exposure
/// does not grow once too much is unshown (<see cref="Exposing"/>).
/// </summary>
internal static class Publishing
{
    internal static bool IsOpen(ReleaseState state) => state.Unpublished.Count > 0 || state.Answers.Count > 0;

    /// <summary>Shows all that is unshown.</summary>
    internal static Step Now(ReleaseState state, DateTimeOffset now) =>
        new Step.Do(new Effect.Publish(StatusOf.State(state, now), state.Unpublished, state.Answers));

    internal static Step Before(Step step, ReleaseState state, DateTimeOffset now)
    {
        var open = IsOpen(state);
        if (open && state.PublishRetry.IsDue(now))
        {
            return Now(state, now);
        }

        var (publish, read) = (open ? state.PublishRetry?.At : null, state.InboxDue ? state.InboxRetry?.At : null);
        var wake = (publish > now, read > now) switch
        {
            (true, true) => publish < read ? publish : read,
            (true, false) => publish,
            (false, true) => read,
            _ => null,
        };
        return (step, wake) switch
        {
            (Step.Wait(var until), { } earlier) => new Step.Wait(until < earlier ? until : earlier),
            (Step.Finish, { } later) => new Step.Wait(later),
            _ => step,
        };
    }
}
