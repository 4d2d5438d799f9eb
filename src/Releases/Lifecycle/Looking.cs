namespace Releases.Lifecycle;

/// <summary>
/// Looking at the flags in force between writes, where the environment asks for it: one read request each time, five flags in turn. That
/// is as often as a person's change can go unseen; every write finds one anyway.
/// </summary>
internal static class Looking
{
    /// <summary>Flags that one read request takes.</summary>
    private const int AtATime = 5;

    internal static Effect.Look? Due(ReleaseState state, DateTimeOffset now)
    {
        if (DueAt(state) is not { } due || now < due)
        {
            return null;
        }

        var stage = state.Course.Stages[state.Stage];
        var inForce = state.Flags.Where(flag => flag.Environment == stage.Environment && flag.ConfirmedStage >= 0).ToList();
        var groups = inForce.Chunk(AtATime).ToList();
        return groups.Count == 0
            ? null
            : new Effect.Look(
                stage.Environment,
                state.Base ?? state.Capture!,
                state.SyncTokens.GetValueOrDefault(stage.Environment),
                [.. groups[state.Progress!.Looks % groups.Count].Select(flag => new LookTarget(flag.Key, flag.ETag, state.Course.Stages[flag.ConfirmedStage].ExposureOf(flag.Key)))]);
    }

    /// <summary>A change that waits for a person's decision is not looked at again: the decision is on what was shown.</summary>
    internal static DateTimeOffset? DueAt(ReleaseState state) => Drifting.IsOpen(state) || state.Hold?.Kind == HoldKind.Failed ? null : state.Progress?.NextLook;

    internal static ReleaseState Apply(ReleaseState state, ReleaseEvent.Looked looked, DateTimeOffset now)
    {
        var stage = state.Course.Stages[state.Stage];
        state = state with
        {
            Progress = state.Progress! with { Looks = state.Progress.Looks + 1, NextLook = now + state.Course.Environment(stage.Environment).DriftCheck },
            SyncTokens = state.SyncTokens.With(stage.Environment, looked.SyncToken),
        };
        return looked.Drifted.Count == 0 ? state : Drifting.Begin(state, looked.Drifted, now);
    }
}
