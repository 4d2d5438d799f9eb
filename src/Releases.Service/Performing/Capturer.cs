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

        var capture = new CaptureDocument([.. readings.Select(reading => Captured(plan, reading.Target.Environment, reading.Reading))]);
        var problems = readings.Zip(capture.Environments).SelectMany(read => Missing(read.First).Concat(Problems(effect.ReleaseId, plan, read.Second))).ToList();
        if (problems.Count > 0)
        {
            return new ReleaseEvent.CaptureRefused(problems);
        }

        var name = await captures.KeepAsync(effect.ReleaseId, capture, Script(effect.ReleaseId, capture), cancellationToken);
        return new ReleaseEvent.Captured(
            name,
            [.. capture.Environments.SelectMany(environment => environment.Flags.Select(flag => new CapturedTarget(environment.Environment, flag.Key, flag.ETag)))],
            readings.Where(reading => reading.Reading.SyncToken is not null)
                .ToDictionary(reading => reading.Target.Environment, reading => reading.Reading.SyncToken!),
            ProtectiveStages.Of(plan, capture.Environments.SelectMany(environment => environment.Flags.Select(flag => (environment.Environment, flag.Key, flag.Value)))));
    }

    private async Task<(CaptureTarget Target, FlagReading Reading)> ReadAsync(CaptureTarget target, CancellationToken cancellationToken) =>
        (target, await environments.FlagsOf(target.Environment).ReadAsync(target.Keys, null, cancellationToken));

    private IEnumerable<string> Missing((CaptureTarget Target, FlagReading Reading) read)
    {
        var label = environments.LocationOf(read.Target.Environment).Label is { } named ? $"label '{named}'" : "no label";
        return read.Reading.Missing.Select(key => $"the flag '{key}' does not exist in {read.Target.Environment} ({label})");
    }

    /// <summary>Why the flags cannot take what the plan wants: found out before the first write, and not at the stage that would fail.</summary>
    private static IEnumerable<string> Problems(string releaseId, ReleasePlan plan, CapturedEnvironment captured)
    {
        foreach (var flag in captured.Flags)
        {
            if (flag.Locked)
            {
                yield return $"the flag '{flag.Key}' of {captured.Environment} is locked (read-only)";
            }

            var writes = ProtectiveStages.Steps(plan, captured.Environment, flag.Key).Select(step => new FlagWrite(flag, step.Exposure, flag.ETag, $"{releaseId}.{plan.Stages.Count}.999999"));
            foreach (var reason in writes.Select(FlagPreparing.For).OfType<FlagPreparing.Refused>().Select(refused => refused.Reason).Distinct())
            {
                yield return $"the flag '{flag.Key}' of {captured.Environment} cannot take the plan's exposure: {reason}";
            }
        }
    }

    /// <summary>The flags in the order in which people put them back: the highest order group first.</summary>
    private CapturedEnvironment Captured(ReleasePlan plan, string environment, FlagReading reading)
    {
        var label = environments.LocationOf(environment).Label;
        var orders = plan.Flags.ToDictionary(flag => flag.Key, flag => flag.Order);
        return new CapturedEnvironment(
            environment,
            [.. reading.Found.OrderByDescending(flag => orders.GetValueOrDefault(flag.Key)).Select(flag => new CapturedFlag(flag.Key, label, flag.Value, flag.ContentType, flag.Tags, flag.ETag, flag.Locked))]);
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
