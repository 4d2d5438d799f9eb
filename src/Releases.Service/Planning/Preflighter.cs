using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Plans;
using Releases.Preflights;
using Releases.Service.Performing;

namespace Releases.Service.Planning;

/// <summary>Asks every question of a plan once over the recent past, of the very workspaces that would judge a release, and keeps what was found.</summary>
public sealed class Preflighter(IEnvironments environments, PlanQuestions questions, KeptPreflights kept, TimeProvider time)
{
    public async Task<Preflight> RunAsync(PlanReading.Valid plan, TimeSpan past, CancellationToken cancellationToken)
    {
        var course = CourseCompiler.Compile(plan.Plan, environments.All);
        var rounds = PreflightQuestions.Rounds(plan.Plan, plan.Hash, course, past, time.GetUtcNow());
        var findings = await Task.WhenAll(rounds.Select(round => FindAsync(plan.Plan, course, round, cancellationToken)));
        var preflight = PreflightOf.All(past, findings.SelectMany(finding => finding));
        await kept.KeepAsync(plan.Hash, preflight, cancellationToken);
        return preflight;
    }

    private async Task<IReadOnlyList<PreflightFinding>> FindAsync(ReleasePlan plan, Course course, PreflightRound round, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var measured = await questions.AskAsync(plan, round.Measure, cancellationToken);
        var slow = new List<PreflightFinding>();
        if (time.GetElapsedTime(begun) > PreflightOf.SlowAfter || measured.All(answer => answer.Measurement is Measurement.Error { Code: "Timeout" }))
        {
            (measured, slow) = await AloneAsync(plan, round, cancellationToken);
        }

        var flags = await questions.AskAsync(round.Measure, round.Flags.Select(flag => flag.Kql), round.Past, cancellationToken);
        return [.. slow, .. PreflightOf.Round(plan, course, round, measured, flags)];
    }

    /// <summary>Together they take long: each is asked by itself, so that those who do are named, and no other suffers for it.</summary>
    private async Task<(IReadOnlyList<Measured> Measured, List<PreflightFinding> Slow)> AloneAsync(ReleasePlan plan, PreflightRound round, CancellationToken cancellationToken)
    {
        var (measured, slow) = (new List<Measured>(), new List<PreflightFinding>());
        foreach (var target in round.Measure.Targets)
        {
            var begun = time.GetTimestamp();
            measured.AddRange(await questions.AskAsync(plan, round.Measure with { Targets = [target] }, cancellationToken));
            var took = time.GetElapsedTime(begun);
            if (took > PreflightOf.SlowAfter && measured[^1].Measurement is not Measurement.Error)
            {
                slow.Add(PreflightOf.Slow(round.Environment, target.Criterion, took));
            }
        }

        return (measured, slow);
    }
}
