namespace ReleaseFunctions.Local.Pipelines;

/// <summary>
/// The queue of a streaming pipeline: so many workers take what has waited longest. A path that is too slow for its load makes the queue
/// grow, and the runs of both paths wait in it.
/// </summary>
public sealed class RunQueue
{
    private readonly PriorityQueue<int, DateTimeOffset> _free = new();
    private readonly Queue<DateTimeOffset> _starts = new();

    /// <param name="workers">At least 1.</param>
    public RunQueue(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        for (var worker = 0; worker < workers; worker++)
        {
            _free.Enqueue(worker, DateTimeOffset.MinValue);
        }
    }

    /// <summary>How long the last run waited.</summary>
    public TimeSpan Age { get; private set; }

    /// <summary>How many runs waited when the last one arrived, itself included.</summary>
    public int Depth => _starts.Count;

    /// <summary>Puts a run in the queue and says how long it is from its arrival to its end. Runs come in the order of their arrival.</summary>
    public TimeSpan Enter(DateTimeOffset due, TimeSpan work)
    {
        _free.TryDequeue(out var worker, out var free);
        var start = free > due ? free : due;
        _free.Enqueue(worker, start + work);
        Age = start - due;
        while (_starts.TryPeek(out var first) && first <= due)
        {
            _starts.Dequeue();
        }

        if (start > due)
        {
            _starts.Enqueue(start);
        }

        return Age + work;
    }
}
