using Releases.Judgement;

namespace Releases.Lifecycle;

/// <summary>
/// Looks at the first window of a stage before it is over, where exposure has grown and the criterion can be told at any moment. They can only
/// protect: a Fail is the window's verdict, given before its end; whatever else they find counts for nothing and is not remembered.
/// </summary>
internal static class EarlyLooking
{
    /// <summary>How many early looks the criterion has in the stage in force.</summary>
    internal static int Of(ReleaseState state, CourseCriterion criterion) =>
        state.Progress is { LooksEarly: true } ? criterion.EarlyLooks : 0;

    /// <summary>What is over of the window at the early look that is due, the latest if several are; <see langword="null"/> if none is.</summary>
    internal static Window? Due(ReleaseState state, CriterionProgress criterion, DateTimeOffset now)
    {
        for (var look = LeftOf(state, criterion); look > criterion.EarlyLooks; look--)
        {
            var window = At(state, criterion, look);
            if (now >= window.End + IngestionOf(state))
            {
                return window;
            }
        }

        return null;
    }

    /// <summary>When the next one may be made; <see langword="null"/> where there is none any more.</summary>
    internal static DateTimeOffset? DueAt(ReleaseState state, CriterionProgress criterion) =>
        criterion.EarlyLooks < LeftOf(state, criterion) ? At(state, criterion, criterion.EarlyLooks + 1).End + IngestionOf(state) : null;

    /// <summary>Which of the early looks one that ends so is; 0 for that at the window's end.</summary>
    internal static int NumberOf(ReleaseState state, CriterionProgress criterion, Window looked)
    {
        for (var look = LeftOf(state, criterion); look > 0; look--)
        {
            if (At(state, criterion, look) == looked)
            {
                return look;
            }
        }

        return 0;
    }

    /// <summary>None once the first window is measured, or has been asked for in vain.</summary>
    private static int LeftOf(ReleaseState state, CriterionProgress criterion) =>
        criterion is { NextWindow: 0, ErrorsOfWindow: 0 } ? Of(state, state.Course.Criterion(criterion.Name)) : 0;

    private static Window At(ReleaseState state, CriterionProgress criterion, int look)
    {
        var from = state.Progress!.WindowsFrom;
        return new Window(from, from + EarlyLooks.After(state.Course.Criterion(criterion.Name).Counting.Window, look));
    }

    private static TimeSpan IngestionOf(ReleaseState state) => state.Course.IngestionOf(state.Course.Stages[state.Stage]);
}
