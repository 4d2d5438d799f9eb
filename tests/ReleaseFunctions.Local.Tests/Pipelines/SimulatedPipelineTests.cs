using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ReleaseFunctions.Local.Pipelines;
using ReleaseFunctions.Local.Pipelines.Telemetry;
using ReleaseFunctions.Local.Pipelines.Traces;

namespace ReleaseFunctions.Local.Tests.Pipelines;

public sealed class SimulatedPipelineTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<Task<ArrivalTrace>> Trace =
        new(() => ArrivalTrace.LoadAsync(Path.Combine(AppContext.BaseDirectory, "samples", "data", "AzureLLMInferenceTrace_code.csv"), default));

    private readonly FakeTimeProvider _time = new(Start);
    private readonly InMemoryTelemetrySink _sink = new();
    private FlagStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await FlagStore.StartAsync();

    [Fact]
    public async Task Pipeline_InOneMinuteAtSixtyTimes_RunsAnHourOfTheTrace()
    {
        await _store.SetPercentAsync(25);
        var options = Options();
        await using (var pipeline = await StartAsync(options))
        {
            await PassAsync(pipeline, options, seconds: 60);
        }

        var schedule = new ArrivalSchedule(await Trace.Value, Start, 60);
        var runs = _sink.Rows<PipelineRunRow>();
        // The trace is 57 minutes long, so the hour holds all of it and the first minutes of the next round.
        Assert.True(runs.Count > 8819);
        Assert.Equal(Enumerable.Range(0, runs.Count).Select(number => schedule[number].Due), runs.Select(run => run.TimeGenerated));
        Assert.True(schedule[runs.Count].Due > Start.AddSeconds(60));
        Assert.Equal(runs.Select(run => (run.Partition, run.Exposed)), _sink.Rows<FeatureEvaluationRow>().Select(row => (row.TargetingId, row.Enabled)));
        Assert.Equal(60, _sink.Rows<HeartbeatRow>().Count);
        Assert.InRange(runs.Count(run => run.Exposed) / (double)runs.Count, 0.23, 0.27);
        Assert.All(runs, run => Assert.Equal(("orders", "production"), (run.Pipeline, run.Environment)));
    }

    [Fact]
    public async Task Pipelines_OfTheSameSeed_WriteTheSameRows()
    {
        await _store.SetPercentAsync(25);

        var first = await RowsAsync(Options());
        var second = await RowsAsync(Options());
        var other = await RowsAsync(Options() with { Seed = 2 });

        Assert.NotEmpty(first);
        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Faults_OfTheNewPath_ChangeExposedRunsOnly()
    {
        await _store.SetPercentAsync(25);
        var healthy = await RowsAsync(Options());

        var slow = await RowsAsync(Options(), new PipelineFault.Slow(4));
        var failing = await RowsAsync(Options(), new PipelineFault.Failing(1));
        var silent = await RowsAsync(Options(), new PipelineFault.Silent());

        var control = healthy.Where(run => !run.Exposed).ToArray();
        Assert.Equal(control, slow.Where(run => !run.Exposed));
        Assert.Equal(control, failing.Where(run => !run.Exposed));
        Assert.Equal(control, silent);
        Assert.All(healthy.Zip(slow).Where(pair => pair.First.Exposed), pair => Assert.Equal(pair.First.DurationMs * 4, pair.Second.DurationMs, 6));
        Assert.All(failing.Where(run => run.Exposed), run => Assert.False(run.Success));
    }

    [Fact]
    public async Task Faults_SwitchedWhileItRuns_HoldFromTheNextRunOn()
    {
        await _store.SetPercentAsync(100);
        var options = Options();
        await using var pipeline = await StartAsync(options);
        await PassAsync(pipeline, options, seconds: 2);
        var before = _sink.Rows<PipelineRunRow>().Count;

        pipeline.Faults = [new PipelineFault.Failing(1)];
        await PassAsync(pipeline, options, seconds: 2);
        var during = _sink.Rows<PipelineRunRow>().Count;
        pipeline.Faults = [];
        await PassAsync(pipeline, options, seconds: 2);

        var failed = _sink.Rows<PipelineRunRow>().Index().Where(one => one.Item.Error == "NewPathFailed").Select(one => one.Index);
        Assert.Equal(Enumerable.Range(before, during - before), failed);
    }

    [Fact]
    public async Task Silent_Pipeline_StillEvaluatesItsFlagAndBeats()
    {
        await _store.SetPercentAsync(100);
        var options = Options() with { Faults = [new PipelineFault.Silent()] };
        await using (var pipeline = await StartAsync(options))
        {
            await PassAsync(pipeline, options, seconds: 3);
        }

        Assert.Empty(_sink.Rows<PipelineRunRow>());
        Assert.NotEmpty(_sink.Rows<FeatureEvaluationRow>());
        Assert.Equal(3, _sink.Rows<HeartbeatRow>().Count);
    }

    [Fact]
    public async Task Flag_ThatChanges_IsFollowedAfterTheRefresh()
    {
        await _store.SetPercentAsync(0);
        var options = Options();
        await using var pipeline = await StartAsync(options);
        await PassAsync(pipeline, options, seconds: 4);
        Assert.Equal(0, pipeline.Stats.ExposedRuns);

        await _store.SetPercentAsync(100);
        await PassAsync(pipeline, options, seconds: 1);
        await Until.TrueAsync(() => pipeline.Stats.FlagReads == 2, "the flag is read again");
        var before = pipeline.Stats;
        await PassAsync(pipeline, options, seconds: 2);

        var after = pipeline.Stats;
        Assert.True(after.Runs > before.Runs);
        Assert.Equal(after.Runs - before.Runs, after.ExposedRuns - before.ExposedRuns);
    }

    [Fact]
    public async Task Store_ThatIsOut_LeavesTheLastFlagInForce()
    {
        await _store.SetPercentAsync(100);
        var options = Options();
        await using var pipeline = await StartAsync(options);
        await _store.SetPercentAsync(0);
        _store.Outage(true);

        await PassAsync(pipeline, options, seconds: 6);
        await Until.TrueAsync(() => pipeline.Stats.FlagReadsFailed == 1, "the read fails");
        await PassAsync(pipeline, options, seconds: 2);

        var stats = pipeline.Stats;
        Assert.Equal(1, stats.FlagReads);
        Assert.True(stats.Runs > 0);
        Assert.Equal(stats.Runs, stats.ExposedRuns);
    }

    [Fact]
    public async Task Store_ThatIsOutFromTheStart_MeansTheOldPath()
    {
        await _store.SetPercentAsync(100);
        _store.Outage(true);
        var options = Options();
        await using (var pipeline = await StartAsync(options))
        {
            await PassAsync(pipeline, options, seconds: 3);
            Assert.Equal(1, pipeline.Stats.FlagReadsFailed);
        }

        Assert.All(_sink.Rows<PipelineRunRow>(), run => Assert.False(run.Exposed));
        Assert.All(_sink.Rows<FeatureEvaluationRow>(), row => Assert.Equal("FlagNotFound", row.Reason));
    }

    [Fact]
    public async Task Sink_ThatIsOutForAWhile_GetsEveryRowInTheEnd()
    {
        await _store.SetPercentAsync(25);
        var options = Options();
        await using var pipeline = await StartAsync(options);
        _sink.Instead = new SinkAnswer.Unavailable("out");
        await AdvanceAsync(pipeline, options, seconds: 3);
        Assert.True(pipeline.Stats.RowsWaiting > 0);
        Assert.Equal(0, pipeline.Stats.RowsStored);

        _sink.Instead = null;
        await pipeline.DisposeAsync();

        var stats = pipeline.Stats;
        Assert.Equal((0, 0), (stats.RowsWaiting, stats.RowsLost));
        Assert.Equal(stats.Runs, _sink.Rows<PipelineRunRow>().Count);
    }

    [Fact]
    public async Task Sink_ThatIsOutToTheEnd_CostsRowsAndTheyAreCounted()
    {
        await _store.SetPercentAsync(25);
        _sink.Instead = new SinkAnswer.Unavailable("out");
        var options = Options();
        var pipeline = await StartAsync(options);
        await AdvanceAsync(pipeline, options, seconds: 3);

        await pipeline.DisposeAsync();

        Assert.Equal(0, pipeline.Stats.RowsWaiting);
        Assert.True(pipeline.Stats.RowsLost >= 2 * pipeline.Stats.Runs);
        Assert.True(pipeline.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Pipeline_OnceDisposed_RunsNoMore()
    {
        await _store.SetPercentAsync(25);
        var options = Options();
        var pipeline = await StartAsync(options);
        await PassAsync(pipeline, options, seconds: 2);
        await pipeline.DisposeAsync();
        var (stats, reads) = (pipeline.Stats, _store.Reads);

        _time.Advance(TimeSpan.FromMinutes(1));
        await pipeline.DisposeAsync();

        Assert.Equal(stats, pipeline.Stats);
        Assert.Equal(reads, _store.Reads);
    }

    [Fact]
    public async Task Tenants_AsTheUnit_AreExposedAsAWhole()
    {
        await _store.SetPercentAsync(50);
        var rows = await RowsAsync(Options() with { Unit = new TargetingUnit.Tenant(20) });

        var tenants = rows.GroupBy(run => run.Partition, StringComparer.Ordinal).ToArray();
        Assert.Equal(20, tenants.Length);
        Assert.All(tenants, tenant => Assert.Single(tenant.Select(run => run.Exposed).Distinct()));
        Assert.Equal(2, tenants.Select(tenant => tenant.First().Exposed).Distinct().Count());
    }

    [Fact]
    public async Task Stream_ThatIsTooSlow_MakesItsQueueGrow()
    {
        await _store.SetPercentAsync(100);
        var free = await RowsAsync(Options());
        var options = Options() with { Kind = new PipelineKind.Stream(4), Faults = [new PipelineFault.Slow(3)] };

        await using (var pipeline = await StartAsync(options))
        {
            await PassAsync(pipeline, options, seconds: 4);
        }

        var runs = _sink.Rows<PipelineRunRow>();
        var depth = _sink.Rows<MetricSampleRow>().Where(sample => sample.Name == "QueueDepth").Select(sample => sample.Value).ToArray();
        Assert.True(runs.Zip(free).All(pair => pair.First.DurationMs >= (pair.Second.DurationMs * 3) - 0.01), "A run lasted less than its work.");
        Assert.True(runs[^1].DurationMs > 10 * free[^1].DurationMs, "Nothing waited.");
        Assert.True(depth[^1] > depth[0], $"The queue had {string.Join(", ", depth)}.");
    }

    [Fact]
    public async Task Batch_RunsWhatArrivedWithinAnIntervalTogether()
    {
        await _store.SetPercentAsync(0);

        var rows = await RowsAsync(Options() with { Kind = new PipelineKind.Batch(TimeSpan.FromMinutes(1)) });

        var arrivals = new ArrivalSchedule(await Trace.Value, Start, 60);
        Assert.NotEmpty(rows);
        Assert.All(rows.Index(), run =>
        {
            // A minute of the trace is a second here.
            var waited = run.Item.TimeGenerated - arrivals[run.Index].Due;
            Assert.Equal(0, (run.Item.TimeGenerated - Start).Ticks % TimeSpan.TicksPerSecond);
            Assert.InRange(waited, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1));
        });
    }

    [Fact]
    public async Task Shadow_RunsBothPathsAndTellsOfTheNewOneBesideTheOld()
    {
        await _store.SetAsync("""
            {"id":"enrich","enabled":true,"variants":[{"name":"shadow","configuration_value":"shadow","status_override":"Disabled"}],"allocation":{"default_when_enabled":"shadow"}}
            """);

        var rows = await RowsAsync(Options(), new PipelineFault.Slow(2));

        var old = rows.Where(run => !run.RunId.EndsWith(".shadow", StringComparison.Ordinal)).ToDictionary(run => run.RunId, StringComparer.Ordinal);
        var shadows = rows.Where(run => run.RunId.EndsWith(".shadow", StringComparison.Ordinal)).ToArray();
        Assert.Equal(old.Count, shadows.Length);
        Assert.All(rows, run => Assert.Equal((false, "shadow"), (run.Exposed, run.Variant)));
        Assert.All(shadows, run => Assert.Equal(old[run.RunId.Replace(".shadow", "", StringComparison.Ordinal)].DurationMs * 1.6, run.DurationMs, 6));
    }

    [Fact]
    public async Task Rows_OfBrokenAndDoubledRuns_AreToldAsSuch()
    {
        await _store.SetPercentAsync(100);

        var twice = await RowsAsync(Options(), new PipelineFault.Duplicated(1), new PipelineFault.Stale(TimeSpan.FromMinutes(1)));
        var broken = await RowsAsync(Options(), new PipelineFault.SchemaBroken());

        Assert.All(twice.GroupBy(run => run.RunId, StringComparer.Ordinal), run => Assert.Equal(2, run.Count()));
        Assert.True(twice[0].TimeGenerated < Start);
        Assert.Empty(broken);
    }

    [Fact]
    public async Task Groups_OfTheOptions_AreTargeted()
    {
        await _store.SetPercentAsync(0, """ "Groups":[{"Name":"ring0","RolloutPercentage":100}], """);
        var ring = new UnitGroup("ring0", 30);

        var rows = await RowsAsync(Options() with { Groups = [ring] });

        Assert.All(rows, run => Assert.Equal(ring.Has(run.Partition), run.Exposed));
        Assert.Contains(rows, run => run.Exposed);
    }

    private SimulatedPipelineOptions Options() => new()
    {
        Name = "orders",
        Environment = "production",
        FlagKey = "enrich",
        Label = "prod",
        Store = _store.Client,
        Sink = _sink,
        TimeScale = 60,
        RefreshInterval = TimeSpan.FromSeconds(5),
    };

    private static async Task<IReadOnlyList<PipelineRunRow>> RowsAsync(SimulatedPipelineOptions options, params PipelineFault[] faults)
    {
        var time = new FakeTimeProvider(Start);
        var sink = new InMemoryTelemetrySink();
        options = options with { Sink = sink, RefreshInterval = TimeSpan.FromHours(1), Faults = faults };
        await using (var pipeline = await SimulatedPipeline.StartAsync(options, time, NullLogger.Instance, default))
        {
            var due = await DueAsync(options, Start, Start.AddSeconds(4));
            time.Advance(TimeSpan.FromSeconds(4));
            await Until.TrueAsync(() => pipeline.Stats.Runs == due, "all runs that are due have run");
        }

        return sink.Rows<PipelineRunRow>();
    }

    private Task<SimulatedPipeline> StartAsync(SimulatedPipelineOptions options) =>
        SimulatedPipeline.StartAsync(options, _time, NullLogger.Instance, default);

    /// <summary>Lets time pass second by second, each with its runs, its beat and its rows stored.</summary>
    private async Task PassAsync(SimulatedPipeline pipeline, SimulatedPipelineOptions options, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            var beats = _sink.Rows<HeartbeatRow>().Count;
            await AdvanceAsync(pipeline, options, 1);
            await Until.TrueAsync(() => _sink.Rows<HeartbeatRow>().Count > beats, "the beat of this second is stored");
        }
    }

    private async Task AdvanceAsync(SimulatedPipeline pipeline, SimulatedPipelineOptions options, int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        var due = await DueAsync(options, Start, _time.GetUtcNow());
        await Until.TrueAsync(() => pipeline.Stats.Runs == due, "all runs that are due have run");
    }

    private static async Task<long> DueAsync(SimulatedPipelineOptions options, DateTimeOffset start, DateTimeOffset now)
    {
        var schedule = new ArrivalSchedule(await Trace.Value, start, options.TimeScale);
        var due = 0L;
        while (schedule[due].Due <= now)
        {
            due++;
        }

        return due;
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
