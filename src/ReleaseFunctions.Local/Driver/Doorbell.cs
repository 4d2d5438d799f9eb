namespace ReleaseFunctions.Local.Driver;

/// <summary>Wakes one release. Rings add up to one; a ring while nobody waits is kept.</summary>
internal sealed class Doorbell
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed while a ring has not been taken.</summary>
    internal Task Rung
    {
        get
        {
            lock (_lock)
            {
                return _rung.Task;
            }
        }
    }

    internal void Ring()
    {
        lock (_lock)
        {
            _rung.TrySetResult();
        }
    }

    internal bool Take()
    {
        lock (_lock)
        {
            if (!_rung.Task.IsCompleted)
            {
                return false;
            }

            _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }
}
