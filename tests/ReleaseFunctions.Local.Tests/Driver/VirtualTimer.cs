namespace ReleaseFunctions.Local.Tests.Driver;

/// <summary>A timer that rings when whoever runs the world says so.</summary>
internal sealed class VirtualTimer(DateTimeOffset due, Action rings) : ITimer
{
    internal DateTimeOffset Due => due;

    internal void Ring() => rings();

    public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("No driver changes its timers.");

    public void Dispose()
    {
        // Whoever gave it up does not listen any more.
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
