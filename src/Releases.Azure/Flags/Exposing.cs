using Releases.Exposures;

namespace Releases.Azure.Flags;

/// <summary>The way forward for one flag: one conditional write, and a read only where its answer leaves a doubt.</summary>
internal sealed class Exposing(SettingRequests requests, SyncTokens tokens)
{
    public async Task<FlagWriteResult> ExposeAsync(FlagWrite write, CancellationToken cancellationToken)
    {
        var flag = write.Captured;
        var exposing = FeatureFlagDocument.Expose(flag.Value, write.Exposure);
        if (exposing is FlagExposing.Refused refused)
        {
            return new FlagWriteResult.Impossible(flag.Key, refused.Reason);
        }

        var document = ((FlagExposing.Exposed)exposing).Document;
        var tags = WriteTags.On(flag.Tags, write.WriteId, document, flag.ContentType);
        // What goes out must also be able to come back: a restore carries tags as well.
        var bytes = Math.Max(
            FeatureFlagSetting.Bytes(flag, document, tags),
            FeatureFlagSetting.Bytes(flag, flag.Value, WriteTags.On(flag.Tags, write.WriteId, flag.Value, flag.ContentType)));
        if (bytes > FeatureFlagSetting.MaximumBytes)
        {
            return new FlagWriteResult.Impossible(
                flag.Key, FormattableString.Invariant($"the flag would weigh {bytes:N0} bytes, and the store takes {FeatureFlagSetting.MaximumBytes:N0}"));
        }

        var answer = await requests.WriteAsync(flag, document, tags, write.MustFind, tokens, cancellationToken);
        return answer switch
        {
            SettingAnswer.Written written => new FlagWriteResult.Confirmed(flag.Key, written.ETag),
            SettingAnswer.Refused never => new FlagWriteResult.Impossible(flag.Key, never.Reason),
            SettingAnswer.Unclear unclear => new FlagWriteResult.Unknown(flag.Key, unclear.Reason),
            _ => await FindOutAsync(write, answer, cancellationToken),
        };
    }

    // The request may have been repeated, and the refusal be that of the repetition: only what stands there tells.
    private async Task<FlagWriteResult> FindOutAsync(FlagWrite write, SettingAnswer answer, CancellationToken cancellationToken)
    {
        var flag = write.Captured;
        var reading = await requests.ReadAsync([flag.Key], tokens, cancellationToken);
        if (reading is not SettingAnswer.Read read)
        {
            return new FlagWriteResult.Unknown(flag.Key, $"the write was refused, and then {((SettingAnswer.Unclear)reading).Reason}");
        }

        var found = read.Found.SingleOrDefault();
        if (found is not null && WriteTags.IsOurs(found, write.WriteId))
        {
            return new FlagWriteResult.Confirmed(flag.Key, found.ETag);
        }

        if (found is { Locked: true } && answer is SettingAnswer.ReadOnly)
        {
            return new FlagWriteResult.Locked(flag.Key);
        }

        // The read must be older than the refusal, or the lock is gone by now: asked again, the store will say something else.
        if (found is not null && (answer is SettingAnswer.ReadOnly || found.ETag == write.MustFind))
        {
            return new FlagWriteResult.Unknown(flag.Key, "the write was refused, and a read right after it shows nothing that would refuse it");
        }

        return new FlagWriteResult.Drifted(flag.Key, FlagDifference.Between(flag, found), found?.ETag);
    }
}
