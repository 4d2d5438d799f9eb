using Releases.Judgement;

namespace Releases.Lifecycle;

/// <summary>
/// The closed windows of event time that a stage is judged on: they tumble from the moment at which every client must have seen the
/// exposure, and close when telemetry up to their end must have arrived.
/// </summary>
internal static class Windows
{
    internal static Window Of(StageProgress progress, TimeSpan length, int index) =>
        new(progress.WindowsFrom + (length * index), progress.WindowsFrom + (length * (index + 1)));

    internal static DateTimeOffset EndOf(StageProgress progress, TimeSpan length, int index) => progress.WindowsFrom + (length * (index + 1));

    /// <summary>When the next measurement of a criterion may be made.</summary>
    internal static DateTimeOffset DueAt(ReleaseState state, CriterionProgress criterion)
    {
        var course = state.Course;
        var closed = EndOf(state.Progress!, course.Criterion(criterion.Name).Counting.Window, criterion.NextWindow) + course.IngestionOf(course.Stages[state.Stage]);
        return criterion.RetryAt > closed ? criterion.RetryAt.Value : closed;
    }
}
