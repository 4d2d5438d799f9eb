using Releases.Judgement;

namespace ReleaseFunctions.Tests.World;

/// <summary>Telemetry that answers what the test says, when the test says.</summary>
internal sealed class MemoryTelemetry : ITelemetry
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _hangs = Task.CompletedTask;

    /// <summary>What every window gives.</summary>
    internal double Value { get; set; }

    /// <summary>Completes when the first query has begun.</summary>
    internal Task Asked => _asked.Task;

    /// <summary>Queries do not end before the returned is disposed of.</summary>
    internal IDisposable Hang()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _hangs = ended.Task;
        return new Hanging(ended);
    }

    public async Task<IReadOnlyList<Measurement>> AskAsync(IReadOnlyList<TelemetryQuestion> questions, CancellationToken cancellationToken)
    {
        _asked.TrySetResult();
        await _hangs.WaitAsync(cancellationToken);
        return [.. questions.Select(_ => new Measurement.Value(Value, 100))];
    }

    private sealed class Hanging(TaskCompletionSource ended) : IDisposable
    {
        public void Dispose() => ended.SetResult();
    }
}
