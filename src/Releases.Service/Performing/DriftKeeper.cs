using Releases.Exposures;
using Releases.Lifecycle;

namespace Releases.Service.Performing;

/// <summary>Looks for what other people have changed, and keeps it where a person wants the release to go on from there. Writes no flag.</summary>
public sealed class DriftKeeper(IEnvironments environments, Captures captures, Capturer capturer)
{
    /// <summary>Reads the flags in one request; what has another version than ours has been changed.</summary>
    public async Task<ReleaseEvent> LookAsync(Effect.Look look, CancellationToken cancellationToken)
    {
        var reading = await environments.FlagsOf(look.Environment).ReadAsync([.. look.Targets.Select(target => target.Key)], look.SyncToken, cancellationToken);
        if (reading.Failure is not null)
        {
            return look.Failed(reading.Failure);
        }

        var drifted = look.Targets.Where(target => Find(reading, target.Key)?.ETag != target.ETag).ToList();
        if (drifted.Count == 0)
        {
            return new ReleaseEvent.Looked([], reading.SyncToken);
        }

        var document = await captures.ReadAsync(look.BaseDocument, cancellationToken);
        return new ReleaseEvent.Looked(
            [.. drifted.Select(target => Drifted(look.Environment, target.Key, Expected(document.Flag(look.Environment, target.Key), target.Exposure), Find(reading, target.Key)))],
            reading.SyncToken);
    }

    /// <summary>Takes over what stands there, if it still is what was shown: all of it, or nothing.</summary>
    public async Task<ReleaseEvent> AdoptAsync(Effect.Adopt adopt, CancellationToken cancellationToken)
    {
        var before = await captures.ReadAsync(adopt.BaseDocument, cancellationToken);
        var found = new List<(AdoptTarget Target, FoundFlag? Flag)>();
        foreach (var environment in adopt.Targets.GroupBy(target => target.Environment))
        {
            var reading = await environments.FlagsOf(environment.Key).ReadAsync([.. environment.Select(target => target.Key)], adopt.SyncTokens.GetValueOrDefault(environment.Key), cancellationToken);
            if (reading.Failure is not null)
            {
                return adopt.Failed(reading.Failure);
            }

            found.AddRange(environment.Select(target => (target, Find(reading, target.Key))));
        }

        var changed = found.Where(flag => flag.Flag?.ETag != flag.Target.ETag).ToList();
        if (changed.Count > 0)
        {
            return new ReleaseEvent.AdoptionMissed([.. changed.Select(flag => Drifted(flag.Target.Environment, flag.Target.Key, before.Flag(flag.Target.Environment, flag.Target.Key), flag.Flag))]);
        }

        var refused = found.SelectMany(flag => flag.Target.Exposures.Select(exposure => Prepare(adopt.ReleaseId, before.Flag(flag.Target.Environment, flag.Target.Key), flag.Flag!, exposure)).OfType<FlagPreparing.Refused>()
            .Select(refusal => $"{flag.Target.Key} of {flag.Target.Environment}: {refusal.Reason}")).Distinct().ToList();
        return refused.Count > 0
            ? new ReleaseEvent.AdoptionRefused(refused)
            : await KeepAsync(adopt, [.. found.Select(flag => (flag.Target.Environment, flag.Flag!))], cancellationToken);
    }

    private async Task<ReleaseEvent> KeepAsync(Effect.Adopt adopt, IReadOnlyList<(string Environment, FoundFlag Flag)> adopted, CancellationToken cancellationToken)
    {
        var @base = With(await captures.ReadAsync(adopt.BaseDocument, cancellationToken), adopted);
        if (!adopt.Keep)
        {
            return new ReleaseEvent.Adopted(adopt.CaptureDocument, await captures.KeepBaseAsync(adopt.ReleaseId, @base, cancellationToken));
        }

        // What a rollback restores and what the script restores by hand are the same: both move together.
        var capture = With(await captures.ReadAsync(adopt.CaptureDocument, cancellationToken), adopted);
        var name = await captures.KeepAsync(adopt.ReleaseId, capture, capturer.Script(adopt.ReleaseId, capture), cancellationToken);
        return adopt.CaptureDocument == adopt.BaseDocument
            ? new ReleaseEvent.Adopted(name, name)
            : new ReleaseEvent.Adopted(name, await captures.KeepBaseAsync(adopt.ReleaseId, @base, cancellationToken));
    }

    private static CaptureDocument With(CaptureDocument document, IReadOnlyList<(string Environment, FoundFlag Flag)> adopted)
    {
        CapturedFlag Of(string environment, CapturedFlag captured) =>
            adopted.FirstOrDefault(item => item.Environment == environment && item.Flag.Key == captured.Key).Flag is { } found ? Taken(captured, found) : captured;
        return new CaptureDocument([.. document.Environments.Select(captured => captured with { Flags = [.. captured.Flags.Select(flag => Of(captured.Environment, flag))] })]);
    }

    private static CapturedFlag Taken(CapturedFlag captured, FoundFlag found) =>
        captured with { Value = found.Value, ContentType = found.ContentType, Tags = WriteTags.Without(found.Tags), ETag = found.ETag, Locked = found.Locked };

    private static FlagPreparing Prepare(string releaseId, CapturedFlag captured, FoundFlag found, Exposure exposure) =>
        FlagPreparing.For(new FlagWrite(Taken(captured, found), exposure, found.ETag, $"{releaseId}.99.999999"));

    private static FoundFlag? Find(FlagReading reading, string key) => reading.Found.FirstOrDefault(flag => flag.Key == key);

    private static DriftedFlag Drifted(string environment, string key, CapturedFlag expected, FoundFlag? found) =>
        new(environment, key, FlagDifference.Between(expected, found), found?.ETag);

    /// <summary>The flag as we have left it, so that the difference shows what somebody else has done, and not what the release has.</summary>
    private static CapturedFlag Expected(CapturedFlag flag, Exposure exposure) =>
        FeatureFlagDocument.Expose(flag.Value, exposure) is FlagExposing.Exposed exposed ? flag with { Value = exposed.Document } : flag;
}
