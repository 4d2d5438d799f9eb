namespace ReleaseFunctions.Local.Pipelines.Telemetry;

/// <summary>Keeps the rows in this process. It can be made to fail.</summary>
public sealed class InMemoryTelemetrySink : ITelemetrySink
{
    private readonly Lock _gate = new();
    private readonly List<TelemetryRow> _rows = [];
    private SinkAnswer? _instead;

    /// <summary>What it answers in place of storing; null to store.</summary>
    public SinkAnswer? Instead
    {
        get => Volatile.Read(ref _instead);
        set => Volatile.Write(ref _instead, value);
    }

    /// <summary>The stored rows of one kind, in the order of their arrival.</summary>
    public IReadOnlyList<T> Rows<T>()
        where T : TelemetryRow
    {
        lock (_gate)
        {
            return [.. _rows.OfType<T>()];
        }
    }

    public Task<SinkAnswer> WriteAsync(string table, IReadOnlyList<TelemetryRow> rows, CancellationToken cancellationToken)
    {
        if (Instead is { } answer)
        {
            return Task.FromResult(answer);
        }

        lock (_gate)
        {
            _rows.AddRange(rows);
        }

        return Task.FromResult<SinkAnswer>(new SinkAnswer.Stored());
    }
}
