using System.Diagnostics;
using Releases.Exposures;
using Releases.Judgement;
using Releases.Judgement.Alerts;
using Releases.Judgement.Metrics;
using Releases.Lifecycle;
using Releases.Service.Performing;

namespace Benchmarks;

/// <summary>The real environments; notes when flags were written and put back, and when telemetry was asked.</summary>
internal sealed class ObservedEnvironments(IEnvironments real) : IEnvironments
{
    private TaskCompletionSource<long> _exposed = New();
    private TaskCompletionSource<long> _asked = New();
    private TaskCompletionSource<long> _restored = New();

    public IReadOnlyList<CourseEnvironment> All => real.All;

    /// <summary>When the first write of flags had been answered, as a <see cref="Stopwatch"/> timestamp.</summary>
    public Task<long> Exposed => _exposed.Task;

    /// <summary>When telemetry was asked last.</summary>
    public Task<long> Asked => _asked.Task;

    /// <summary>When everything had been put back and read back.</summary>
    public Task<long> Restored => _restored.Task;

    public void Forget() => (_exposed, _asked, _restored) = (New(), New(), New());

    public FlagLocation LocationOf(string environment) => real.LocationOf(environment);

    public IFlagStore FlagsOf(string environment) => new Flags(this, real.FlagsOf(environment));

    public ITelemetry TelemetryOf(string environment) => new Telemetry(this, real.TelemetryOf(environment));

    public IMetrics MetricsOf(string environment) => real.MetricsOf(environment);

    public IFiredAlerts? AlertsOf(string environment) => real.AlertsOf(environment);

    public IReadOnlyCollection<string> ResourcesOf(string environment) => real.ResourcesOf(environment);

    private static TaskCompletionSource<long> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Flags(ObservedEnvironments seen, IFlagStore store) : IFlagStore
    {
        public Task<FlagReading> ReadAsync(IReadOnlyList<string> keys, string? syncToken, CancellationToken cancellationToken) =>
            store.ReadAsync(keys, syncToken, cancellationToken);

        public async Task<FlagWriting> ExposeAsync(IReadOnlyList<FlagWrite> writes, string? syncToken, CancellationToken cancellationToken)
        {
            var writing = await store.ExposeAsync(writes, syncToken, cancellationToken);
            seen._exposed.TrySetResult(Stopwatch.GetTimestamp());
            return writing.Results.All(result => result is FlagWriteResult.Confirmed)
                ? writing
                : throw new InvalidOperationException($"A flag was not written: {writing.Results[0]}");
        }

        public async Task<FlagRestoring> RestoreAsync(IReadOnlyList<FlagRestore> restores, string? syncToken, CancellationToken cancellationToken)
        {
            var restoring = await store.RestoreAsync(restores, syncToken, cancellationToken);
            seen._restored.TrySetResult(Stopwatch.GetTimestamp());
            return restoring;
        }
    }

    private sealed class Telemetry(ObservedEnvironments seen, ITelemetry real) : ITelemetry
    {
        public Task<IReadOnlyList<Measurement>> AskAsync(IReadOnlyList<TelemetryQuestion> questions, CancellationToken cancellationToken)
        {
            seen._asked.TrySetResult(Stopwatch.GetTimestamp());
            return real.AskAsync(questions, cancellationToken);
        }
    }
}
