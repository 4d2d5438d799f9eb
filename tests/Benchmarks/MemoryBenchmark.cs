using Microsoft.Extensions.DependencyInjection;
using ReleaseFunctions.Local.Driver;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Service.Performing;

namespace Benchmarks;

/// <summary>Managed memory that an open release takes in the embedded engine, with nothing behind it: once started here, once taken up from the journal.</summary>
internal static class MemoryBenchmark
{
    private const int Releases = 10_000;
    private const double Bound = 20;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("benchmarks-");
        try
        {
            await using var journal = Journal.Open(Path.Combine(folder.FullName, "journal.db"));
            var plan = (PlanReading.Valid)PlanReader.Read(PlanText());
            var started = await OpenAsync(journal, plan, async engine =>
            {
                var store = new NothingStore();
                await Task.WhenAll(Enumerable.Range(0, Releases).Select(number => engine.StartAsync(
                    ReleaseStart.State($"open-{number}", plan.Plan, plan.Hash, store.All, "somebody", TimeProvider.System.GetUtcNow()), CancellationToken.None)));
            });
            var takenUp = await OpenAsync(journal, plan, engine => engine.StartAsync(CancellationToken.None));
            return
            [
                new Figure("memory of an open release, 10,000 of them, started", "kB", null, started, Bound),
                new Figure("memory of an open release, 10,000 of them, taken up", "kB", null, takenUp, Bound),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> OpenAsync(Journal journal, PlanReading.Valid plan, Func<EmbeddedEngine, Task> open)
    {
        var store = new NothingStore();
        await using var services = BenchServices.Of(store, store, store, journal, store, store);
        await services.GetRequiredService<PinnedPlans>().KeepAsync(plan, CancellationToken.None);
        var engine = services.GetRequiredService<EmbeddedEngine>();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await open(engine);
        await AllBakeAsync(journal, store);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        await engine.StopAsync(CancellationToken.None);
        return (after - before) / 1024.0 / Releases;
    }

    /// <summary>Until each has looked into its inbox, has its first stage written and waits in it.</summary>
    private static async Task AllBakeAsync(Journal journal, NothingStore store)
    {
        using var look = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (store.InboxReads < Releases || !journal.Running().All(Bakes))
        {
            await look.WaitForNextTickAsync();
        }
    }

    private static bool Bakes(JournalEntry entry) =>
        entry.Effect is null && entry.State.Contains("\"doing\":\"baking\",\"stage\":0,", StringComparison.Ordinal);

    private static string PlanText()
    {
        const string criteria = " p95: { kql: 'print value = 1', failWhen: value > 300s, unit: ms, window: 30m }, errors: { kql: 'print value = 1', failWhen: value > 0.05, unit: ratio, window: 30m } ";
        const string baked = ", bake: 6h, criteria: [p95, errors]";
        return BenchPlans.Of(
            "open",
            BenchPlans.Flags("open", 4),
            criteria,
            BenchPlans.Stage("canary", "{ percent: 5, groups: { ring0: 100 } }", baked),
            BenchPlans.Stage("quarter", "{ percent: 25, groups: { ring0: 100 } }", baked),
            BenchPlans.Stage("half", "{ percent: 50, groups: { ring0: 100 } }", baked),
            BenchPlans.Stage("full", "on", baked));
    }
}
