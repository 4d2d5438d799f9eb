using Releases.Exposures;
using Releases.Lifecycle;
using Releases.Plans;

namespace Releases.Service.Performing;

/// <summary>
/// Reads every flag of a release as it is, finds out whether it can take what the plan wants of it, and keeps it with the script that
/// puts it back by hand. Nothing is written to a flag here.
/// </summary>
public sealed class Capturer(IEnvironments environments, PinnedPlans plans, Captures captures, TimeProvider time)
{
    public async Task<ReleaseEvent> CaptureAsync(Effect.Capture effect, CancellationToken cancellationToken)
    {
        var plan = await plans.ReadAsync(effect.PlanHash, cancellationToken);
        var readings = await Task.WhenAll(effect.Targets.Select(target => ReadAsync(target, cancellationToken)));
        if (readings.FirstOrDefault(reading => reading.Reading.Failure is not null) is { Target: not null } failed)
        {
            return new ReleaseEvent.CaptureFailed($"{failed.Target.Environment}: {failed.Reading.Failure}");
        }

        var problems = readings.SelectMany(reading => Problems(plan, reading.Target.Environment, reading.Reading)).ToList();
        if (problems.Count > 0)
        {
            return new ReleaseEvent.CaptureRefused(problems);
        }

        var capture = new CaptureDocument([.. readings.Select(reading => Captured(reading.Target.Environment, reading.Reading))]);
        var name = await captures.KeepAsync(effect.ReleaseId, capture, Script(effect.ReleaseId, capture), cancellationToken);
        return new ReleaseEvent.Captured(
            name,
            [.. capture.Environments.SelectMany(environment => environment.Flags.Select(flag => new CapturedTarget(environment.Environment, flag.Key, flag.ETag)))],
            readings.Where(reading => reading.Reading.SyncToken is not null)
                .ToDictionary(reading => reading.Target.Environment, reading => reading.Reading.SyncToken!));
    }

    private async Task<(CaptureTarget Target, FlagReading Reading)> ReadAsync(CaptureTarget target, CancellationToken cancellationToken) =>
        (target, await environments.FlagsOf(target.Environment).ReadAsync(target.Keys, null, cancellationToken));

    private IEnumerable<string> Problems(ReleasePlan plan, string environment, FlagReading reading)
    {
        var label = environments.LocationOf(environment).Label is { } named ? $"label '{named}'" : "no label";
        foreach (var key in reading.Missing)
        {
            yield return $"the flag '{key}' does not exist in {environment} ({label})";
        }

        foreach (var flag in reading.Found)
        {
            if (flag.Locked)
            {
                yield return $"the flag '{flag.Key}' of {environment} is locked (read-only)";
            }

            var exposures = plan.Stages
                .Where(stage => stage.Environment == environment && (stage.Flags.Count == 0 || stage.Flags.Contains(flag.Key)))
                .Select(stage => stage.Expose);
            foreach (var reason in exposures.Select(exposure => FeatureFlagDocument.Expose(flag.Value, exposure)).OfType<FlagExposing.Refused>().Select(refused => refused.Reason).Distinct())
            {
                yield return $"the flag '{flag.Key}' of {environment} cannot take the plan's exposure: {reason}";
            }
        }
    }

    private CapturedEnvironment Captured(string environment, FlagReading reading)
    {
        var label = environments.LocationOf(environment).Label;
        return new CapturedEnvironment(
            environment,
            [.. reading.Found.Select(flag => new CapturedFlag(flag.Key, label, flag.Value, flag.ContentType, flag.Tags, flag.ETag, flag.Locked))]);
    }

    /// <summary>The script that puts every flag of a capture back by hand.</summary>
    internal string Script(string releaseId, CaptureDocument capture)
    {
        BreakGlassEnvironment Of(CapturedEnvironment captured) => new(
            captured.Environment,
            environments.All.Any(environment => environment.Production && environment.Name == captured.Environment),
            environments.LocationOf(captured.Environment).Endpoint,
            captured.Flags);

        return BreakGlass.Script(releaseId, time.GetUtcNow(), [.. capture.Environments.Select(Of)]);
    }
}
