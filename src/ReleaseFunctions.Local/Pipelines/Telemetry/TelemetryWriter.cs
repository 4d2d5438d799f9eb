namespace ReleaseFunctions.Local.Pipelines.Telemetry;

/// <summary>
/// Brings rows from the backlog to the sink. A row is sent again until the sink has answered for it, so one whose answer was lost
/// may be stored twice, as with every sender to Logs Ingestion.
/// </summary>
public sealed class TelemetryWriter(ITelemetrySink sink, TelemetryBacklog backlog, TimeProvider time)
{
    // Logs Ingestion takes at most 1 MB a request; a row has some 300 bytes.
    private const int MostRows = 1000;

    private readonly Queue<IGrouping<string, TelemetryRow>> _unsent = new();
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private long _stored;
    private long _lost;
    private long _sending;

    /// <summary>Rows that the sink has confirmed.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Rows that were given up: too many waited, or the sink refused them.</summary>
    public long Lost => Interlocked.Read(ref _lost) + backlog.Lost;

    /// <summary>Rows that are neither stored nor lost.</summary>
    public long Waiting => Interlocked.Read(ref _sending) + backlog.Count;

    /// <summary>Sends what waits, until nothing waits or the sink is unavailable. Not for two callers at once.</summary>
    /// <returns>The answer that ended it: stored, unless something went wrong.</returns>
    public async Task<SinkAnswer> FlushAsync(CancellationToken cancellationToken)
    {
        SinkAnswer worst = new SinkAnswer.Stored();
        while (time.GetUtcNow() >= _notBefore && Next() is { } rows)
        {
            var count = rows.Count();
            switch (await sink.WriteAsync(rows.Key, [.. rows], cancellationToken))
            {
                case SinkAnswer.Stored:
                    Interlocked.Add(ref _stored, count);
                    break;
                case SinkAnswer.Refused refused:
                    Interlocked.Add(ref _lost, count);
                    worst = refused;
                    break;
                case SinkAnswer.Unavailable unavailable:
                    _notBefore = time.GetUtcNow() + (unavailable.RetryAfter ?? TimeSpan.Zero);
                    return unavailable;
            }

            _unsent.Dequeue();
            Interlocked.Add(ref _sending, -count);
        }

        return worst;
    }

    private IGrouping<string, TelemetryRow>? Next()
    {
        if (_unsent.Count == 0)
        {
            var taken = backlog.Take(MostRows);
            Interlocked.Add(ref _sending, taken.Count);
            foreach (var table in taken.GroupBy(row => row.Table, StringComparer.Ordinal))
            {
                _unsent.Enqueue(table);
            }
        }

        return _unsent.TryPeek(out var next) ? next : null;
    }
}
