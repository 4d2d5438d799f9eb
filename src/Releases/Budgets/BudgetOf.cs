using Releases.Lifecycle;

namespace Releases.Budgets;

/// <summary>Counts the requests of a release before it starts. The figures are those of docs/reference/costs.md, which tests hold on both sides.</summary>
public static class BudgetOf
{
    /// <summary>Flags that one read request of a store takes.</summary>
    private const int FlagsOfARead = 5;

    /// <summary>The pinned plan, the status with its row in the index, a look at the queue of leases and taking them, the capture with its script.</summary>
    private const int StorageAtTheStart = 7;

    /// <summary>The last publication, the inbox, freeing the leases, the row in the index.</summary>
    private const int StorageAtTheEnd = 4;

    /// <summary>The inbox and what stands against growth, read before a person is asked and once more when one has answered; both shown.</summary>
    private const int StorageOfAnApproval = 6;

    /// <summary>Its beginning and its answer, shown.</summary>
    private const int StorageOfACheck = 2;

    /// <summary>Leases, capture, the last publication, the inbox, freeing the leases.</summary>
    private const int ActivitiesOfEach = 5;

    /// <param name="first">The release's first state.</param>
    /// <param name="stores">Of all environments that it goes through; more do no harm.</param>
    /// <param name="asked">Whom its criteria ask; by default all ask Log Analytics.</param>
    public static Budget Release(ReleaseState first, IReadOnlyList<BudgetStore> stores, BudgetAsked? asked = null)
    {
        stores = [.. stores.Where(store => first.Course.Environments.Any(environment => environment.Name == store.Environment))];
        var flags = stores.Select(store => store.Name).Distinct().ToDictionary(name => name, _ => new Load());
        var storeOf = stores.ToDictionary(store => store.Environment, store => flags[store.Name]);
        var (queries, metrics, storage) = (new Load(), new Load(), new Load());
        foreach (var environment in first.Course.Environments)
        {
            storeOf[environment.Name].Add(TimeSpan.Zero, Reads(FlagsIn(first, environment.Name).Count));
        }

        storage.Add(TimeSpan.Zero, StorageAtTheStart);
        var (at, activities) = (TimeSpan.Zero, (long)ActivitiesOfEach);
        foreach (var stage in first.Course.Stages)
        {
            var written = FlagsIn(first, stage.Environment).Where(flag => stage.Writes(flag.Key)).ToList();
            var groups = written.Select(flag => first.Course.OrderOf(flag.Key)).Distinct().Count();
            storeOf[stage.Environment].Add(at, written.Count);
            storage.Add(at, (2 * groups) + (stage.Approval is null ? 0 : StorageOfAnApproval) + (StorageOfACheck * (stage.Checks?.Count ?? 0)));

            var schedule = StageSchedule.Of(first.Course, stage, at);
            var looks = storeOf[stage.Environment].Add(at, schedule.End, [first.Course.Environment(stage.Environment).DriftCheck]);
            var ticks = new Load().Add(schedule.Closes, schedule.End, schedule.Windows);
            queries.Add(schedule.Closes, schedule.End, [.. schedule.Windows.Where((_, criterion) => asked?.Querying.Contains(stage.Criteria[criterion]) ?? true)]);
            foreach (var together in asked?.Metrics.Where(metric => metric.Stage == stage.Name).SelectMany(metric => Enumerable.Repeat(metric.Window, metric.Requests)) ?? [])
            {
                metrics.Add(schedule.Closes, schedule.End, [together]);
            }

            // Nothing is shown of an early look that does not fail.
            foreach (var early in schedule.Early)
            {
                queries.Add(early.Key, early.Any(criterion => asked?.Querying.Contains(criterion) ?? true) ? 1 : 0);
                metrics.Add(early.Key, asked is not null && early.Any(criterion => !asked.Querying.Contains(criterion)) ? asked.Alerts?.GetValueOrDefault(stage.Environment) ?? 0 : 0);
                activities++;
            }

            if (first.Course.TakeUp is not null && !stage.Watch && schedule.End > at)
            {
                queries.Add(schedule.Closes, 1);
                storage.Add(schedule.Closes, 1);
                activities += 2;
            }

            // Shown before each wait: after the exposure, and after each tick but the one that ends the stage.
            var waits = schedule.End > at;
            storage.Add(at, waits ? 1 : 0);
            var shown = storage.Add(schedule.Closes, schedule.End - TimeSpan.FromTicks(1), schedule.Windows) + (waits ? 1 : 0);
            activities += (2 * groups) + looks + ticks + shown;
            at = schedule.End;
        }

        storage.Add(at, StorageAtTheEnd);
        BudgetUse InStore(string name) => Use("app-configuration", name, flags[name], BudgetLimit.Of(stores.First(store => store.Name == name).Tier), Rollback(first, stores, name));
        const string identity = "the service's identity";
        IReadOnlyList<BudgetUse> monitor = metrics.Whole > 0 ? [Use("azure-monitor", identity, metrics, BudgetLimit.Metrics)] : [];
        return new Budget(at, [.. flags.Keys.Select(InStore), Use("log-analytics", identity, queries, BudgetLimit.Queries), .. monitor, Use("storage", "the records", storage, BudgetLimit.Storage)], activities);
    }

    private static BudgetUse Use(string service, string where, Load load, BudgetLimit? limit, long rollback = 0)
    {
        var hour = load.Busiest(TimeSpan.FromHours(1)) + rollback;
        return new BudgetUse(service, where, load.Whole, rollback, hour, limit is null || limit.Per == TimeSpan.FromHours(1) ? hour : load.Busiest(limit.Per) + rollback, limit);
    }

    /// <summary>Each order group of an environment is read, written and read again.</summary>
    private static long Rollback(ReleaseState first, IReadOnlyList<BudgetStore> stores, string name) => stores.Where(store => store.Name == name)
        .SelectMany(store => FlagsIn(first, store.Environment).GroupBy(flag => first.Course.OrderOf(flag.Key)))
        .Sum(group => (2 * Reads(group.Count())) + group.Count());

    private static long Reads(int flags) => (flags + FlagsOfARead - 1) / FlagsOfARead;

    private static IReadOnlyList<FlagProgress> FlagsIn(ReleaseState first, string environment) => [.. first.Flags.Where(flag => flag.Environment == environment)];
}
