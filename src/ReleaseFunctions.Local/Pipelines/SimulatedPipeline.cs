using ReleaseFunctions.Local.Pipelines.Flags;
using ReleaseFunctions.Local.Pipelines.Telemetry;
using ReleaseFunctions.Local.Pipelines.Traces;

namespace ReleaseFunctions.Local.Pipelines;

/// <summary>
/// A data pipeline for rehearsals: it runs a recorded trace, lets its flag choose the path of every run, and tells in its telemetry
/// how that went. It goes on without its flag store and without its sink, as a pipeline must.
/// </summary>
public sealed class SimulatedPipeline : IAsyncDisposable
{
    private static readonly TimeSpan LastFlushLimit = TimeSpan.FromSeconds(5);
    private const string ShadowVariant = "shadow";

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly SimulatedPipelineOptions _options;
    private readonly StoreFlag _flag;
    private readonly FlagEvaluator _evaluator;
    private readonly TelemetryBacklog _backlog;
    private readonly TelemetryWriter _writer;
    private readonly RunQueue? _queue;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private IReadOnlyList<PipelineFault> _faults;
    private long _runs;
    private long _exposedRuns;
    private long _flagReads;
    private long _flagReadsFailed;
    private long _unsentAtEnd;
    private int _disposed;

    private SimulatedPipeline(SimulatedPipelineOptions options, TimeProvider time, ILogger logger)
    {
        _options = options;
        _time = time;
        _logger = logger;
        _faults = options.Faults;
        _queue = options.Kind is PipelineKind.Stream stream ? new RunQueue(stream.Workers) : null;
        _flag = new StoreFlag(options.Store, options.FlagKey, options.Label, options.ReadLimit, time);
        _evaluator = new FlagEvaluator(_flag, options.FlagKey, time, logger);
        _backlog = new TelemetryBacklog(options.BacklogLimit);
        _writer = new TelemetryWriter(options.Sink, _backlog, time);
    }

    /// <summary>Ends when the pipeline does; faulted if it broke, which nothing from outside makes it do.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>What is wrong with the new path from the next run on. Several add up.</summary>
    public IReadOnlyList<PipelineFault> Faults
    {
        get => Volatile.Read(ref _faults);
        set => Volatile.Write(ref _faults, value);
    }

    public PipelineStats Stats => new(
        Interlocked.Read(ref _runs), Interlocked.Read(ref _exposedRuns), Interlocked.Read(ref _flagReads), Interlocked.Read(ref _flagReadsFailed),
        _writer.Stored, _writer.Waiting - Interlocked.Read(ref _unsentAtEnd), _writer.Lost + Interlocked.Read(ref _unsentAtEnd));

    /// <summary>Reads the trace, tries once to read the flag (off until that works), and begins to run.</summary>
    /// <param name="logger">Told of changed flags, outages and losses.</param>
    /// <exception cref="InvalidDataException">The trace cannot be read.</exception>
    public static async Task<SimulatedPipeline> StartAsync(
        SimulatedPipelineOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var trace = await ArrivalTrace.LoadAsync(options.TracePath, cancellationToken);
        var pipeline = new SimulatedPipeline(options, time, logger);
        await pipeline.ReadFlagAsync(cancellationToken);
        var schedule = new ArrivalSchedule(trace, time.GetUtcNow(), options.TimeScale, options.Kind is PipelineKind.Batch batch ? batch.Every : TimeSpan.Zero);
        PipelineLog.Started(logger, options.Name, options.Environment, options.TimeScale);
        pipeline.Completion = pipeline.WorkAsync(schedule, pipeline._stop.Token);
        return pipeline;
    }

    private async Task WorkAsync(ArrivalSchedule schedule, CancellationToken stop)
    {
        // Three strands, so that neither a slow store nor a slow sink holds up the runs. None ends before the others, unless it breaks.
        Task[] strands = [RunAsync(schedule, stop), RefreshAsync(stop), SendAsync(stop)];
        await Task.WhenAny(strands);
        await _stop.CancelAsync();
        await Task.WhenAll(strands);
    }

    private async Task RunAsync(ArrivalSchedule schedule, CancellationToken stop)
    {
        for (var number = 0L; !stop.IsCancellationRequested; number++)
        {
            var run = schedule[number];
            if (await DueAsync(run.Due, stop))
            {
                await RunOnceAsync(run);
            }
        }
    }

    // False where the pipeline is stopped before that. A timer may fire early, so the clock has the last word.
    private async Task<bool> DueAsync(DateTimeOffset due, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && due - _time.GetUtcNow() is var early && early > TimeSpan.Zero)
        {
            var wait = early < ShortestWait ? ShortestWait : early;
            await Task.Delay(wait, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !stop.IsCancellationRequested;
    }

    private async Task RunOnceAsync(ScheduledRun run)
    {
        var unit = _options.Unit.Of(run);
        string[] groups = [.. _options.Groups.Where(group => group.Has(unit)).Select(group => group.Name)];
        var decision = await _evaluator.EvaluateAsync(unit, groups, CancellationToken.None);
        _backlog.Add(new FeatureEvaluationRow(
            run.Due, _options.FlagKey, unit, decision.Enabled, decision.Variant, decision.Reason, _options.Environment));

        var outcome = _options.Model.Outcome(run, _options.Seed, decision.Enabled, Faults, unit);
        Report(run, unit, decision, TargetingUnit.NameOf(run.Number), Queued(run, outcome));
        if (decision is { Enabled: false, Variant: ShadowVariant })
        {
            // Both paths run. The old one's result is used; the new one's is told of, beside it.
            var shadow = _options.Model.Outcome(run, _options.Seed, exposed: true, Faults, unit);
            Report(run, unit, decision, $"{TargetingUnit.NameOf(run.Number)}.{ShadowVariant}", shadow);
        }

        Interlocked.Add(ref _exposedRuns, decision.Enabled ? 1 : 0);
        Interlocked.Increment(ref _runs);
    }

    // In a stream a run lasts from its arrival on, whatever it waits for.
    private RunOutcome Queued(ScheduledRun run, RunOutcome outcome) => _queue is null
        ? outcome
        : outcome with { DurationMs = _queue.Enter(run.Due, TimeSpan.FromMilliseconds(outcome.DurationMs / _options.TimeScale)).TotalMilliseconds * _options.TimeScale };

    private void Report(ScheduledRun run, string unit, FlagDecision decision, string id, RunOutcome outcome)
    {
        var at = run.Due - outcome.Lag;
        for (var copy = 0; outcome.Reported && copy < outcome.Copies; copy++)
        {
            _backlog.Add(outcome.Measured
                ? new PipelineRunRow(
                    at, _options.Name, id, unit, decision.Enabled, decision.Variant,
                    outcome.DurationMs, outcome.Rows, outcome.Bytes, outcome.Success, outcome.Error, _options.Environment)
                : new UnmeasuredRunRow(at, _options.Name, id, unit, decision.Enabled, decision.Variant, _options.Environment));
        }
    }

    private async Task RefreshAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(_options.RefreshInterval, _time);
        await EachAsync(timer, ReadFlagAsync, stop);
    }

    private async Task ReadFlagAsync(CancellationToken stop)
    {
        var read = await _flag.RefreshAsync(stop);
        if (read is FlagRead.Unreachable or FlagRead.Unreadable)
        {
            PipelineLog.FlagKept(_logger, _options.Name, _options.Environment, _options.FlagKey, read);
            Interlocked.Increment(ref _flagReadsFailed);
            return;
        }

        if (read is FlagRead.Changed)
        {
            PipelineLog.FlagChanged(_logger, _options.Name, _options.Environment, _options.FlagKey, read);
        }

        Interlocked.Increment(ref _flagReads);
    }

    private async Task SendAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(_options.FlushInterval, _time);
        await EachAsync(timer, BeatAndFlushAsync, stop);
    }

    private async Task BeatAndFlushAsync(CancellationToken stop)
    {
        _backlog.Add(new HeartbeatRow(_time.GetUtcNow(), $"{_options.Name}.{_options.Environment}", _options.Name));
        if (_queue is not null)
        {
            Sample("QueueDepth", _queue.Depth);
            Sample("QueueAgeMs", _queue.Age.TotalMilliseconds * _options.TimeScale);
        }

        await FlushAsync(stop);
    }

    private void Sample(string metric, double value) => _backlog.Add(new MetricSampleRow(
        _time.GetUtcNow(), $"/pipelines/{_options.Name}", "Pipelines", metric, value, new Dictionary<string, string> { ["Environment"] = _options.Environment }));

    private async Task FlushAsync(CancellationToken stop)
    {
        switch (await _writer.FlushAsync(stop))
        {
            case SinkAnswer.Unavailable unavailable:
                PipelineLog.SinkUnavailable(_logger, _options.Name, _options.Environment, _writer.Waiting, unavailable.Why);
                break;
            case SinkAnswer.Refused refused:
                PipelineLog.SinkRefused(_logger, _options.Name, _options.Environment, refused.Why);
                break;
        }
    }

    private static async Task EachAsync(PeriodicTimer timer, Func<CancellationToken, Task> perform, CancellationToken stop)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await perform(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The pipeline is stopped.
        }
    }

    /// <summary>Ends the runs and sends what still waits, if the sink is there.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stop.CancelAsync();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var limit = new CancellationTokenSource(LastFlushLimit, _time);
        try
        {
            await FlushAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The sink hangs: what it has not taken by now is lost, and counted.
        }

        Interlocked.Exchange(ref _unsentAtEnd, _writer.Waiting);
        PipelineLog.Ended(_logger, Completion.Exception, _options.Name, _options.Environment, Stats);
        _evaluator.Dispose();
        _stop.Dispose();
    }
}
