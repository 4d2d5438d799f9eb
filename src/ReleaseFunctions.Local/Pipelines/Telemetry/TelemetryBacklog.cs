namespace ReleaseFunctions.Local.Pipelines.Telemetry;

/// <summary>Rows that wait to be stored. Above its limit the oldest are given up: what is new is what a release is judged by.</summary>
public sealed class TelemetryBacklog(int limit)
{
    private readonly Lock _gate = new();
    private readonly Queue<TelemetryRow> _rows = new();
    private long _lost;

    /// <summary>How many rows wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _rows.Count;
            }
        }
    }

    /// <summary>How many rows were given up.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    public void Add(TelemetryRow row)
    {
        lock (_gate)
        {
            if (_rows.Count >= limit)
            {
                _rows.Dequeue();
                Interlocked.Increment(ref _lost);
            }

            _rows.Enqueue(row);
        }
    }

    /// <summary>Takes up to so many rows, the oldest first.</summary>
    public IReadOnlyList<TelemetryRow> Take(int most)
    {
        lock (_gate)
        {
            var taken = new TelemetryRow[Math.Min(most, _rows.Count)];
            for (var index = 0; index < taken.Length; index++)
            {
                taken[index] = _rows.Dequeue();
            }

            return taken;
        }
    }
}
