using Releases.Judgement;

namespace ReleaseFunctions.Tests.World;

/// <summary>Telemetry that answers what the test says, when the test says.</summary>
internal sealed class MemoryTelemetry : ITelemetry
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What every window gives.</summary>
    internal double Value { get; set; }

    /// <summary>Queries do not end before this does.</summary>
    internal Task Hangs { get; set; } = Task.CompletedTask;

    /// <summary>Completes when the first query has begun.</summary>
    internal Task Asked => _asked.Task;

    public async Task<IReadOnlyList<Measurement>> AskAsync(IReadOnlyList<TelemetryQuestion> questions, CancellationToken cancellationToken)
    {
        _asked.TrySetResult();
        await Hangs.WaitAsync(cancellationToken);
        return [.. questions.Select(_ => new Measurement.Value(Value, 100))];
    }
}
