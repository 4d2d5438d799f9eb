using Releases.Rehearsals.Scenarios;

namespace Releases.Rehearsals.Reports;

/// <summary>Rehearses a plan: many runs in virtual time, through everything that may happen to it.</summary>
public static class Rehearsal
{
    /// <param name="mayGoOn">Is asked before each run; the report then covers what was run until then. The same runs come out the same.</param>
    /// <exception cref="Laws.LawBrokenException">The machine has a fault: no release may be started until it is found.</exception>
    public static RehearsalReport Of(RehearsalRequest request, Func<bool>? mayGoOn = null)
    {
        var kinds = Kinds(request);
        var runs = new RunSummary?[request.Runs];
        Parallel.For(0, request.Runs, new ParallelOptions { MaxDegreeOfParallelism = request.Parallel }, (index, loop) =>
        {
            if (mayGoOn?.Invoke() == false)
            {
                loop.Stop();
                return;
            }

            runs[index] = Summarising.Of(Run(request, kinds, index));
        });

        var scenarios = kinds.Index()
            .Select(kind => Report(request, kinds, kind.Index, [.. runs.Where((run, index) => run is not null && index % kinds.Count == kind.Index).OfType<RunSummary>()]))
            .OfType<ScenarioReport>()
            .ToList();
        return new RehearsalReport(
            request.Plan.Metadata.Name,
            request.PlanHash,
            request.Plan.Metadata.Owner,
            runs.Count(run => run is not null),
            request.Runs,
            request.FirstSeed,
            StandardScenarios.Of(request.Plan).All(kind => scenarios.Any(scenario => scenario.Name == kind.Name)),
            [.. FindingsOf.Scenarios(request.Plan, scenarios)],
            [.. FindingsOf.Assumptions(request.Plan)],
            scenarios);
    }

    /// <summary>The names in <see cref="RehearsalRequest.Only"/> that no scenario has.</summary>
    public static IReadOnlyList<string> Unknown(RehearsalRequest request)
    {
        var known = StandardScenarios.Of(request.Plan).Select(kind => kind.Name).ToHashSet(StringComparer.Ordinal);
        return [.. request.Only.Where(name => !known.Contains(name))];
    }

    /// <summary>The names of all scenarios of the plan.</summary>
    public static IReadOnlyList<string> Names(RehearsalRequest request) => [.. StandardScenarios.Of(request.Plan).Select(kind => kind.Name)];

    private static IReadOnlyList<ScenarioKind> Kinds(RehearsalRequest request) =>
        [.. StandardScenarios.Of(request.Plan).Where(kind => request.Only.Count == 0 || request.Only.Contains(kind.Name))];

    private static RehearsalRun Run(RehearsalRequest request, IReadOnlyList<ScenarioKind> kinds, int index) =>
        RehearsalRun.Of(StandardScenarios.Draw(kinds[index % kinds.Count], request.Plan, request.PlanHash, request.Environments, request.FirstSeed + (index / kinds.Count)));

    /// <summary>The worst run is run once more to be told: keeping all timelines would take memory without end.</summary>
    private static ScenarioReport? Report(RehearsalRequest request, IReadOnlyList<ScenarioKind> kinds, int kind, IReadOnlyList<RunSummary> runs)
    {
        if (runs.Count == 0)
        {
            return null;
        }

        var worst = runs.OrderByDescending(run => run.Burnt).ThenByDescending(run => run.Restore ?? TimeSpan.Zero).ThenBy(run => run.Seed).First();
        var told = RehearsalRun.Of(StandardScenarios.Draw(kinds[kind], request.Plan, request.PlanHash, request.Environments, worst.Seed));
        return new ScenarioReport(
            kinds[kind].Name,
            kinds[kind].Text,
            runs.Count,
            runs.CountBy(run => run.Outcome).OrderBy(outcome => outcome.Key).ToDictionary(),
            Spread.Of(runs.Where(run => run.Detection is not null).Select(run => run.Detection!.Value.TotalSeconds)),
            Spread.Of(runs.Where(run => run.Restore is not null).Select(run => run.Restore!.Value.TotalSeconds)),
            Spread.Of(runs.Where(run => run.Defective).Select(run => run.Burnt)),
            runs.Count(run => run.IsUndetected),
            runs.Count(run => run.IsFalseAlarm),
            [.. runs.SelectMany(run => run.Calls).GroupBy(call => call.Key, call => call.Value).Select(calls => new CallCount(calls.Key.Who, calls.Key.Why, calls.Sum())).OrderByDescending(call => call.Times).ThenBy(call => call.Who, StringComparer.Ordinal).ThenBy(call => call.Why, StringComparer.Ordinal)],
            Summarising.Worst(told))
        {
            FailedOn = [.. runs.Select(run => run.FalseAlarm).OfType<FalseAlarm>()],
        };
    }
}
