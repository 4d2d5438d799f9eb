using System.Diagnostics;
using Releases.Exposures;
using Releases.Judgement;
using Releases.Service.Starting;

namespace Benchmarks;

/// <summary>Releases of the product beside code written by hand, on the same Azurite, journal and endpoints.</summary>
internal sealed class ReleaseBenchmarks(BenchWorld bench)
{
    private const string Breach = "print value = 2.0";
    private static readonly TimeSpan StoreAnswersIn = TimeSpan.FromMilliseconds(20);

    private readonly HandWritten _hand = new(bench);
    private int _made;

    /// <summary>Preflight done to the first flag written.</summary>
    public Task<Figure> FirstFlagAsync()
    {
        var plan = BenchPlans.Of("first-flag", ["first"], "", BenchPlans.Stage("full", "on"));
        return Pairs.MeasureAsync("preflight done -> first flag written", 1.2, 60, ByHand, Ours);

        async Task<TimeSpan> ByHand()
        {
            await bench.TurnOffAsync(["first"]);
            return await _hand.StartAsync(NewId(), $"{plan}\n# {_made}", "first");
        }

        async Task<TimeSpan> Ours()
        {
            await bench.TurnOffAsync(["first"]);
            bench.Environments.Forget();
            var from = Stopwatch.GetTimestamp();
            var id = await StartAsync(plan);
            var elapsed = Stopwatch.GetElapsedTime(from, await bench.Environments.Exposed);
            await bench.EndOfAsync(id);
            return elapsed;
        }
    }

    /// <summary>Four stages, none of which bakes.</summary>
    public Task<Figure> FourStagesAsync()
    {
        var plan = BenchPlans.Of(
            "four-stages",
            ["four"],
            "",
            BenchPlans.Stage("five", "{ percent: 5 }"),
            BenchPlans.Stage("quarter", "{ percent: 25 }"),
            BenchPlans.Stage("half", "{ percent: 50 }"),
            BenchPlans.Stage("full", "on"));
        return Pairs.MeasureAsync("four stages without a bake, start -> end", 1.25, 60, ByHand, Ours);

        async Task<TimeSpan> ByHand()
        {
            await bench.TurnOffAsync(["four"]);
            return await _hand.GoThroughAsync(NewId(), $"{plan}\n# {_made}", "four");
        }

        async Task<TimeSpan> Ours()
        {
            await bench.TurnOffAsync(["four"]);
            var from = Stopwatch.GetTimestamp();
            var id = await StartAsync(plan);
            await bench.EndOfAsync(id);
            return Stopwatch.GetElapsedTime(from);
        }
    }

    /// <summary>Fifty flags put back beside one, from a store that answers in 20 ms.</summary>
    public async Task<Figure> RollbackOfManyAsync()
    {
        bench.World.Stores[BenchWorld.Environment].Faults.Latency(StoreAnswersIn);
        var figure = await Pairs.MeasureAsync(
            "rollback of 50 flags beside one flag, store answers in 20 ms", 1.5, 25, () => RestoreAsync(BenchPlans.Flags("one", 1)), () => RestoreAsync(BenchPlans.Flags("fifty", 50)));
        bench.World.Stores[BenchWorld.Environment].Faults.Latency(TimeSpan.Zero);
        return figure;
    }

    /// <summary>From asking the query that shows the breach to ten flags restored and read back.</summary>
    public Task<Figure> BreachAsync()
    {
        var keys = BenchPlans.Flags("breach", 10);
        var plan = BenchPlans.Of(
            "breach", keys, $" c: {{ kql: '{Breach}', failWhen: value > 1, window: 50ms }} ", BenchPlans.Stage("full", "on", ", bake: 50ms, criteria: [c]"));
        return Pairs.MeasureAsync("breach visible -> 10 flags restored and verified", 1.3, 40, ByHand, Ours);

        async Task<TimeSpan> ByHand()
        {
            await bench.TurnOffAsync(keys);
            var captured = await bench.CaptureAsync(keys);
            var now = TimeProvider.System.GetUtcNow();
            TelemetryQuestion[] questions = [new("c", Breach, new Window(now.AddSeconds(-1), now), new Dictionary<string, KqlValue>())];
            return await _hand.GoBackAsync(NewId(), captured, () => bench.Environments.TelemetryOf(BenchWorld.Environment).AskAsync(questions, CancellationToken.None));
        }

        async Task<TimeSpan> Ours()
        {
            await bench.TurnOffAsync(keys);
            bench.Environments.Forget();
            var id = await StartAsync(plan);
            var elapsed = Stopwatch.GetElapsedTime(await bench.Environments.Asked, await bench.Environments.Restored);
            await bench.EndOfAsync(id);
            return elapsed;
        }
    }

    private async Task<TimeSpan> RestoreAsync(string[] keys)
    {
        var id = NewId();
        await bench.TurnOffAsync(keys);
        var captured = await bench.CaptureAsync(keys);
        await bench.Flags.ExposeAsync([.. captured.Select(flag => new FlagWrite(flag, new Exposure.On(), flag.ETag, $"{id}.0"))], null, CancellationToken.None);
        var from = Stopwatch.GetTimestamp();
        var restoring = await bench.Flags.RestoreAsync([.. captured.Select(flag => new FlagRestore(flag, id, $"{id}.restore.1"))], null, CancellationToken.None);
        var elapsed = Stopwatch.GetElapsedTime(from);
        return restoring.Results.All(result => result is FlagRestoreResult.Restored) ? elapsed : throw new InvalidOperationException("A flag was not put back.");
    }

    /// <summary>Each plan is a new one, so that its document is written and not found.</summary>
    private async Task<string> StartAsync(string plan)
    {
        var text = plan.Replace("owner: benchmarks }", $"owner: benchmarks, summary: run {NewId()} }}", StringComparison.Ordinal);
        return await bench.Starter.StartAsync(new StartRequest(OnlyMetadata(text, plan), "somebody", null), CancellationToken.None) is StartResult.Running running
            ? running.Status.Id
            : throw new InvalidOperationException("The plan was not taken.");
    }

    private string NewId() => $"by-hand-{++_made}";

    /// <summary>The summary is metadata's alone; flags have an owner as well.</summary>
    private static string OnlyMetadata(string changed, string plan)
    {
        var (lines, before) = (changed.Split('\n'), plan.Split('\n'));
        return string.Join('\n', lines.Select((line, at) => line.Contains("metadata:", StringComparison.Ordinal) ? line : before[at]));
    }
}
