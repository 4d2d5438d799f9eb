namespace ReleaseFunctions.Local.Tests.Driver;

/// <summary>
/// The clock of a host that waits for nothing: a wait is over at once, and the clock has gone on by it. What limits something (a timer that cancels) or comes
/// again and again takes its time, so a slow machine is given as much of that as ever.
/// </summary>
internal sealed class LeapingTime : TimeProvider
{
    private long _leapt;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref _leapt));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || period != Timeout.InfiniteTimeSpan || state is CancellationTokenSource)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        Interlocked.Add(ref _leapt, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
