using System.Diagnostics;
using System.Text.Json;
using Releases.Exposures;
using Releases.Leases;
using Releases.Records;

namespace Benchmarks;

/// <summary>
/// What somebody would write by hand for one release, as sparingly as it can be done while it is still safe to be killed: the plan, the
/// records, the lease, the capture and the script are durable before a flag is written, and the journal knows of each write before it is made.
/// </summary>
internal sealed class HandWritten(BenchWorld bench)
{
    private static readonly Exposure[] Exposures = [new Exposure.Targeted(5, [], []), new Exposure.Targeted(25, [], []), new Exposure.Targeted(50, [], []), new Exposure.On()];

    /// <summary>From a checked plan to the first written flag.</summary>
    public async Task<TimeSpan> StartAsync(string id, string plan, string key)
    {
        var from = Stopwatch.GetTimestamp();
        var captured = await CaptureAsync(id, plan, key);
        await ExposeAsync(id, captured, captured.ETag, stage: 0, new Exposure.On());
        return Stopwatch.GetElapsedTime(from);
    }

    /// <summary>Four stages one after the other, with a look into the inbox before each and a publication at the end.</summary>
    public async Task<TimeSpan> GoThroughAsync(string id, string plan, string key)
    {
        var from = Stopwatch.GetTimestamp();
        var captured = await CaptureAsync(id, plan, key);
        var etag = captured.ETag;
        for (var stage = 0; stage < Exposures.Length; stage++)
        {
            await Task.WhenAll(bench.Storage.Records.InboxAsync(id, CancellationToken.None), bench.Storage.Governance.ReadAsync(DateTimeOffset.UnixEpoch, CancellationToken.None));
            etag = await ExposeAsync(id, captured, etag, stage, Exposures[stage]);
        }

        IReadOnlyList<TimelineEntry> entries = [.. Enumerable.Range(1, 11).Select(number => new TimelineEntry(number, DateTimeOffset.UnixEpoch, "exposed", null, "production: 5 %, confirmed"))];
        var ended = Status(id) with { Phase = ReleasePhase.Ended, Outcome = ReleaseOutcome.Completed, Sequence = 11 };
        await bench.Journal.RememberAsync(id, JsonSerializer.Serialize(ended), "publish");
        await bench.Storage.Leases.FreeAsync(id, CancellationToken.None);
        await bench.Storage.Records.PublishAsync(ended, entries, [], CancellationToken.None);
        await bench.Storage.Records.InboxAsync(id, CancellationToken.None);
        await bench.Journal.EndAsync(id, JsonSerializer.Serialize(ended));
        return Stopwatch.GetElapsedTime(from);
    }

    /// <summary>One query, one round of writes, one of reads: the least that any way back from a breach must do.</summary>
    public async Task<TimeSpan> GoBackAsync(string id, IReadOnlyList<CapturedFlag> captured, Func<Task> ask)
    {
        var from = Stopwatch.GetTimestamp();
        await ask();
        await bench.Flags.ExposeAsync([.. captured.Select(flag => new FlagWrite(flag, new Exposure.Off(), flag.ETag, $"{id}.0"))], null, CancellationToken.None);
        await bench.Flags.ReadAsync([.. captured.Select(flag => flag.Key)], null, CancellationToken.None);
        return Stopwatch.GetElapsedTime(from);
    }

    private async Task<CapturedFlag> CaptureAsync(string id, string plan, string key)
    {
        await bench.Documents.PutAsync($"plans/{id}.json", plan, "application/json", CancellationToken.None);
        await bench.Storage.Records.CreateAsync(Status(id), CancellationToken.None);
        await bench.Journal.EnterAsync(id, JsonSerializer.Serialize(Status(id)));
        await bench.Storage.Leases.TakeAsync(id, [LeaseName.OfFlag("by-hand", null, id, BenchWorld.Environment)], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, false, CancellationToken.None);
        var captured = (await bench.CaptureAsync([key]))[0];
        var script = BreakGlass.Script(id, DateTimeOffset.UnixEpoch, [new BreakGlassEnvironment(BenchWorld.Environment, true, bench.Environments.LocationOf(BenchWorld.Environment).Endpoint, [captured])]);
        await Task.WhenAll(
            bench.Documents.PutAsync($"releases/{id}/capture.json", JsonSerializer.Serialize(captured), "application/json", CancellationToken.None),
            bench.Documents.PutAsync($"releases/{id}/break-glass.sh", script, "text/x-shellscript", CancellationToken.None));
        return captured;
    }

    private async Task<string> ExposeAsync(string id, CapturedFlag captured, string etag, int stage, Exposure exposure)
    {
        var write = new FlagWrite(captured, exposure, etag, $"{id}.{stage}");
        await bench.Journal.RememberAsync(id, JsonSerializer.Serialize(Status(id)), JsonSerializer.Serialize(write));
        var writing = await bench.Flags.ExposeAsync([write], null, CancellationToken.None);
        return ((FlagWriteResult.Confirmed)writing.Results[0]).ETag;
    }

    private static ReleaseStatus Status(string id) => new()
    {
        Id = id,
        PlanName = "by-hand",
        PlanHash = new string('0', 64),
        Owner = "benchmarks",
        StartedBy = "somebody",
        StartedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Phase = ReleasePhase.Exposing,
    };
}
