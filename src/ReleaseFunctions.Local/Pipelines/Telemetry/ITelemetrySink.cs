namespace ReleaseFunctions.Local.Pipelines.Telemetry;

/// <summary>Where telemetry goes.</summary>
public interface ITelemetrySink
{
    /// <summary>Stores rows of one table. What can go wrong is in the answer; only cancellation throws.</summary>
    Task<SinkAnswer> WriteAsync(string table, IReadOnlyList<TelemetryRow> rows, CancellationToken cancellationToken);
}
