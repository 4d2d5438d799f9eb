using Microsoft.Extensions.Logging;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service.Performing;

namespace Releases.Service.Watching;

/// <summary>
/// Looks for releases that nothing runs any more. An instance that has failed is taken up from its last state, a few times; one that was
/// ended from outside, that is gone, or that fails again and again, is rolled back from what it had captured.
/// </summary>
public sealed class ReleaseWatch(
    IReleaseRecords records,
    IReleaseDocuments documents,
    PinnedPlans plans,
    Captures captures,
    IEnvironments environments,
    TimeProvider time,
    ILogger<ReleaseWatch> log)
{
    /// <summary>How often a failed release is taken up from the same state before it is rolled back.</summary>
    public const int TakesUpAtMost = 3;

    /// <summary>A release is entered into the records before its instance exists; until it is this old, a missing one is none.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    /// <summary>One look. Its cost does not grow with the releases that are well.</summary>
    public async Task LookAsync(IReleaseInstances instances, CancellationToken cancellationToken)
    {
        // In this order: what ends in between is in both.
        var open = await records.OpenAsync(cancellationToken);
        var known = open.Count == 0 ? new Dictionary<string, InstanceState>() : await instances.AllAsync(cancellationToken);
        foreach (var id in open)
        {
            InstanceState? state = known.TryGetValue(id, out var found) ? found : null;
            if (state != InstanceState.Healthy)
            {
                await TryMendAsync(id, state, instances, cancellationToken);
            }
        }
    }

    private async Task TryMendAsync(string id, InstanceState? instance, IReleaseInstances instances, CancellationToken cancellationToken)
    {
        try
        {
            await MendAsync(id, instance, instances, cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // A document that is gone, say. The others must not wait for it; the next look tries it again.
            log.CannotMend(id, problem);
        }
    }

    private async Task MendAsync(string id, InstanceState? instance, IReleaseInstances instances, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await records.FindAsync(id, cancellationToken) is not { Phase: not ReleasePhase.Ended } status || now - status.StartedAt < Grace)
        {
            return;
        }

        log.ReleaseLost(id, instance?.ToString() ?? "Missing");
        if (instance == InstanceState.Failed && await instances.LastStateAsync(id, cancellationToken) is { TakenUp: < TakesUpAtMost } last)
        {
            var cause = $"what runs this release has failed (attempt {last.TakenUp + 1} of {TakesUpAtMost} to go on)";
            await instances.RestartAsync(LostRelease.TakeUp(last.State, status.Sequence, cause, now), last.TakenUp + 1, cancellationToken);
            return;
        }

        var why = instance switch
        {
            InstanceState.Failed => $"what runs this release has failed {TakesUpAtMost} times",
            InstanceState.Terminated => "aborted: somebody has terminated what runs this release",
            _ => "what runs this release is gone",
        };
        await instances.RestartAsync(await RollBackAsync(status, why, now, cancellationToken), 0, cancellationToken);
    }

    private async Task<ReleaseState> RollBackAsync(ReleaseStatus status, string cause, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var plan = await plans.ReadAsync(status.PlanHash, cancellationToken);
        var start = ReleaseStart.State(status.Id, plan, status.PlanHash, environments.All, status.StartedBy, status.StartedAt);
        return LostRelease.RollBack(start, status.Sequence, await CapturedAsync(status, cancellationToken), cause, now);
    }

    /// <summary>A capture is kept before anything is written, but shown only when the release next waits: the document counts.</summary>
    private async Task<ReleaseEvent.Captured?> CapturedAsync(ReleaseStatus status, CancellationToken cancellationToken)
    {
        if (status.Capture is { } shown)
        {
            return Captured(shown, await captures.ReadAsync(shown, cancellationToken));
        }

        // A start that was asked for twice at once may have kept another, while the first was writing already: that is none.
        ReleaseEvent.Captured? found = null;
        foreach (var name in await documents.NamesAsync(Captures.PrefixOf(status.Id), cancellationToken))
        {
            var capture = await captures.ReadAsync(name, cancellationToken);
            found = capture.HasWriteOf(status.Id) ? found : Captured(name, capture);
        }

        return found;
    }

    private static ReleaseEvent.Captured Captured(string name, CaptureDocument capture) => new(
        name,
        [.. capture.Environments.SelectMany(environment => environment.Flags.Select(flag => new CapturedTarget(environment.Environment, flag.Key, flag.ETag)))],
        new Dictionary<string, string>());
}
