using Releases.Evaluations;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Records;
using Releases.Service.Performing;

namespace Releases.Service.Ledgers;

/// <summary>Which units a release's new path has touched, and when: from the clients' own events, so that people know what to replay or to quarantine.</summary>
public sealed class ExposureLedger(IEnvironments environments, PinnedPlans plans, IReleaseRecords records, TimeProvider time)
{
    public async Task<IReadOnlyList<LedgerPage>> ReadAsync(ReleaseStatus release, CancellationToken cancellationToken)
    {
        var plan = await plans.ReadAsync(release.PlanHash, cancellationToken);
        var timeline = await records.TimelineAsync(release.Id, 0, cancellationToken);
        var pages = plan.Stages.GroupBy(stage => stage.Environment).Select(stages => PagesAsync(release, plan, stages.Key, [.. stages], timeline, cancellationToken));
        return [.. (await Task.WhenAll(pages)).SelectMany(page => page)];
    }

    private async Task<IReadOnlyList<LedgerPage>> PagesAsync(
        ReleaseStatus release, ReleasePlan plan, string environment, IReadOnlyList<Stage> stages, IReadOnlyList<TimelineEntry> timeline, CancellationToken cancellationToken)
    {
        var first = timeline.FirstOrDefault(entry => entry.Kind == TimelineKinds.Exposed && stages.Any(stage => stage.Name == entry.Stage));
        if (first is null)
        {
            return [];
        }

        // Clients go on with what they have until they have refreshed.
        var refresh = environments.All.First(other => other.Name == environment).ClientRefresh;
        var ended = timeline.FirstOrDefault(entry => entry.Kind == TimelineKinds.Ended)?.At + refresh;
        var window = new Window(first.At, ended ?? time.GetUtcNow());
        var flags = plan.Flags.Select(flag => flag.Key).Where(key => stages.Any(stage => stage.Flags.Count == 0 || stage.Flags.Contains(key))).ToList();
        var asked = new Effect.Measure(release.Id, release.PlanHash, environment, stages[0].Name, []);
        var questions = flags.SelectMany(flag => (string[])[EvaluationKql.UnitsOn(flag), EvaluationKql.UnitsThatHadIt(flag, LedgerPage.Most)])
            .Select(kql => Asking.Telemetry("ledger", new Question.Kql(kql), window, asked));
        var answers = await environments.TelemetryOf(environment).AskAsync([.. questions], cancellationToken);
        return [.. flags.Zip(answers.Chunk(2), (flag, answer) => LedgerPage.Of(environment, flag, window, answer[0], answer[1]))];
    }
}
