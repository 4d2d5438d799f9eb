using Releases.Exposures;

namespace Releases.Azure.Flags;

/// <summary>The way forward for one flag: one conditional write, and a read only where its answer leaves a doubt.</summary>
internal sealed class Exposing(SettingRequests requests, SyncTokens tokens)
{
    public async Task<FlagWriteResult> ExposeAsync(FlagWrite write, CancellationToken cancellationToken) => FlagPreparing.For(write) switch
    {
        FlagPreparing.Ready ready => await SendAsync(write, ready, cancellationToken),
        FlagPreparing.Refused refused => new FlagWriteResult.Impossible(write.Captured.Key, refused.Reason),
        var other => throw new InvalidOperationException($"Unknown preparing '{other.GetType().Name}'."),
    };

    private async Task<FlagWriteResult> SendAsync(FlagWrite write, FlagPreparing.Ready ready, CancellationToken cancellationToken)
    {
        var flag = write.Captured;
        return await requests.WriteAsync(flag, ready.Value, ready.Tags, write.MustFind, tokens, cancellationToken) switch
        {
            SettingAnswer.Written written => new FlagWriteResult.Confirmed(flag.Key, written.ETag),
            SettingAnswer.Refused never => new FlagWriteResult.Impossible(flag.Key, never.Reason),
            SettingAnswer.Unclear unclear => new FlagWriteResult.Unknown(flag.Key, unclear.Reason),
            var refused => await FindOutAsync(write, refused is SettingAnswer.ReadOnly, cancellationToken),
        };
    }

    private async Task<FlagWriteResult> FindOutAsync(FlagWrite write, bool readOnly, CancellationToken cancellationToken) =>
        await requests.ReadAsync([write.Captured.Key], tokens, cancellationToken) switch
        {
            SettingAnswer.Read read => ExposeDecision.For(write, readOnly, read.Found.SingleOrDefault()),
            SettingAnswer.Unclear unclear => new FlagWriteResult.Unknown(write.Captured.Key, $"the write was refused, and then {unclear.Reason}"),
            var other => throw new InvalidOperationException($"'{other.GetType().Name}' is no answer to a read."),
        };
}
