using Microsoft.Extensions.Logging;
using Releases.Exposures;
using Releases.Governance;
using Releases.Judgement;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service.Checks;
using Releases.Service.Leasing;

namespace Releases.Service.Performing;

/// <summary>Performs the machine's effects on the environments and the records, for every driver alike.</summary>
public sealed class EffectPerformer(
    IEnvironments environments,
    PinnedPlans plans,
    Measurer measurer,
    Captures captures,
    Capturer capturer,
    DriftKeeper keeper,
    LeaseKeeper leases,
    CheckRunner checks,
    IReleaseRecords records,
    IGovernance governance,
    TimeProvider time,
    ILogger<EffectPerformer> log) : IEffectPerformer
{
    /// <summary>Measuring may be given up after this; the machine then has a provider error to count.</summary>
    public static readonly TimeSpan MeasuringTakesAtMost = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public async Task<ReleaseEvent> PerformAsync(Effect effect, CancellationToken cancellationToken)
    {
        try
        {
            return effect switch
            {
                Effect.TakeLeases take => await leases.TakeAsync(take, cancellationToken),
                Effect.FreeLeases free => await leases.FreeAsync(free, cancellationToken),
                Effect.Capture capture => await capturer.CaptureAsync(capture, cancellationToken),
                Effect.Expose expose => await ExposeAsync(expose, cancellationToken),
                Effect.Measure measure => await MeasureAsync(measure, cancellationToken),
                Effect.Look look => await keeper.LookAsync(look, cancellationToken),
                Effect.Adopt adopt => await keeper.AdoptAsync(adopt, cancellationToken),
                Effect.RunCheck check => await checks.RunAsync(check, cancellationToken),
                Effect.Restore restore => await RestoreAsync(restore, cancellationToken),
                Effect.ReadInbox inbox => await ReadInboxAsync(inbox, cancellationToken),
                Effect.Publish publish => await PublishAsync(publish, cancellationToken),
                _ => throw new InvalidOperationException($"Unknown effect '{effect.GetType().Name}'."),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception problem)
        {
            // The machine decides what a failed effect means; here it is only made known.
            log.EffectFailed(effect.GetType().Name, problem);
            return effect.Failed(problem.Message);
        }
    }

    /// <summary>Both at once: what stands against growth is no older than the signals beside it. If one cannot be read, neither counts.</summary>
    private async Task<ReleaseEvent> ReadInboxAsync(Effect.ReadInbox inbox, CancellationToken cancellationToken)
    {
        var signals = records.InboxAsync(inbox.ReleaseId, cancellationToken);
        if (inbox.GrowsIn is not { } environment)
        {
            return new ReleaseEvent.InboxRead(await signals, null);
        }

        var restraints = governance.ReadAsync(time.GetUtcNow(), cancellationToken);
        await Task.WhenAll(signals, restraints);
        return new ReleaseEvent.InboxRead(await signals, (await restraints).StandingIn(environment, time.GetUtcNow()));
    }

    private async Task<ReleaseEvent> ExposeAsync(Effect.Expose expose, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() > expose.NotAfter)
        {
            return expose.Failed("the write was held up since it was decided, and was not made");
        }

        var capture = await captures.ReadAsync(expose.CaptureDocument, cancellationToken);
        var writes = expose.Targets
            .Select(target => new FlagWrite(capture.Flag(expose.Environment, target.Key), target.Exposure, target.MustFind, target.WriteId))
            .ToList();
        var writing = await environments.FlagsOf(expose.Environment).ExposeAsync(writes, expose.SyncToken, cancellationToken);
        return new ReleaseEvent.Exposed(writing.Results, writing.SyncToken);
    }

    private async Task<ReleaseEvent> MeasureAsync(Effect.Measure measure, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(MeasuringTakesAtMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var plan = await plans.ReadAsync(measure.PlanHash, either.Token);
            return new ReleaseEvent.Measured(await measurer.MeasureAsync(plan, measure, either.Token));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var timeout = new Measurement.Error("Timeout", $"no answer within {MeasuringTakesAtMost.TotalSeconds:0} s");
            return new ReleaseEvent.Measured([.. measure.Targets.Select(target => new Measured(target, timeout))]);
        }
    }

    private async Task<ReleaseEvent> RestoreAsync(Effect.Restore restore, CancellationToken cancellationToken)
    {
        var capture = await captures.ReadAsync(restore.CaptureDocument, cancellationToken);
        var restored = new List<Restored>();

        // The targets come production first, and within an environment the highest order group; one that fails keeps no other from being
        // restored. A group reads what the one before it has written.
        foreach (var target in restore.Targets)
        {
            var token = restored.FindLast(group => group.Environment == target.Environment)?.SyncToken ?? target.SyncToken;
            restored.Add(await RestoreAsync(restore, target with { SyncToken = token }, capture, cancellationToken));
        }

        return new ReleaseEvent.Restored(restored);
    }

    private async Task<Restored> RestoreAsync(Effect.Restore restore, RestoreTarget target, CaptureDocument capture, CancellationToken cancellationToken)
    {
        var writeId = FormattableString.Invariant($"{restore.ReleaseId}.restore.{restore.Attempt}");
        var flags = target.Keys.Select(key => new FlagRestore(capture.Flag(target.Environment, key), restore.ReleaseId, writeId, target.Yielded?.GetValueOrDefault(key))).ToList();
        try
        {
            var restoring = await environments.FlagsOf(target.Environment).RestoreAsync(flags, target.SyncToken, cancellationToken);
            return new Restored(target.Environment, restoring.Results, restoring.SyncToken);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            log.EffectFailed(nameof(Effect.Restore), problem);
            return new Restored(target.Environment, [.. target.Keys.Select(key => new FlagRestoreResult.Unknown(key, problem.Message))], null);
        }
    }

    private async Task<ReleaseEvent> PublishAsync(Effect.Publish publish, CancellationToken cancellationToken)
    {
        await records.PublishAsync(publish.Status, publish.Entries, publish.Answers, cancellationToken);
        foreach (var entry in publish.Entries)
        {
            log.Told(publish.Status.Id, entry.Kind, entry.Stage, entry.Text);
        }

        return new ReleaseEvent.Published();
    }
}
