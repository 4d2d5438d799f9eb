using Releases.Exposures;

namespace Releases.Azure.Flags;

/// <summary>
/// The way back for up to five flags: read, decide, write on the version read, and again, until a read shows that there is nothing left
/// to do. The last read is the verification, so the same few lines serve for a restore, for a repeated one and for a disturbed one.
/// </summary>
/// <param name="room">For so many requests at once, of all the flags that are put back together.</param>
internal sealed class Restoring(SettingRequests requests, SyncTokens tokens, SemaphoreSlim room, int rounds)
{
    public async Task<FlagRestoreResult[]> RestoreAsync(IReadOnlyList<FlagRestore> restores, CancellationToken cancellationToken)
    {
        var results = new FlagRestoreResult?[restores.Count];
        for (var round = 0; ; round++)
        {
            int[] open = [.. Enumerable.Range(0, restores.Count).Where(i => results[i] is null)];
            if (open.Length == 0)
            {
                return results!;
            }

            var reading = await InRoomAsync(() => requests.ReadAsync([.. open.Select(i => restores[i].Captured.Key)], tokens, cancellationToken), cancellationToken);
            var decided = open.Select(i => (Index: i, Decision: Decide(restores[i], reading, round))).ToList();
            foreach (var (index, decision) in decided)
            {
                results[index] = decision.Result;
            }

            await Task.WhenAll(decided.Where(item => item.Decision.WriteBack is not null).Select(async item =>
                results[item.Index] = await WriteAsync(restores[item.Index], item.Decision.WriteBack!, cancellationToken)));
        }
    }

    private (FlagRestoreResult? Result, RestoreDecision.WriteBack? WriteBack) Decide(FlagRestore restore, SettingAnswer reading, int round)
    {
        var key = restore.Captured.Key;
        if (reading is not SettingAnswer.Read read)
        {
            return (new FlagRestoreResult.Unknown(key, ((SettingAnswer.Unclear)reading).Reason), null);
        }

        return RestoreDecision.For(restore, read.Found.SingleOrDefault(flag => flag.Key == key)) switch
        {
            RestoreDecision.Done done => (new FlagRestoreResult.Restored(key, done.ETag), null),
            RestoreDecision.LeaveOff off => (new FlagRestoreResult.LeftOff(key, off.Difference), null),
            RestoreDecision.Drifted drifted => (new FlagRestoreResult.Drifted(key, drifted.Difference), null),
            RestoreDecision.Locked => (new FlagRestoreResult.Locked(key), null),
            RestoreDecision.WriteBack when round >= rounds => (new FlagRestoreResult.Unknown(key, $"the flag was changed by others in each of {rounds} rounds"), null),
            RestoreDecision.WriteBack write => (null, write),
            _ => throw new InvalidOperationException("Unknown decision."),
        };
    }

    // Null leaves the flag open: the next read shows what came of it.
    private async Task<FlagRestoreResult?> WriteAsync(FlagRestore restore, RestoreDecision.WriteBack write, CancellationToken cancellationToken)
    {
        var flag = restore.Captured;
        var tags = WriteTags.On(flag.Tags, restore.WriteId, flag.Value, flag.ContentType);
        var answer = await InRoomAsync(() => requests.WriteAsync(flag, flag.Value, tags, write.MustFind, tokens, cancellationToken), cancellationToken);
        return answer switch
        {
            SettingAnswer.Refused never => new FlagRestoreResult.Unknown(flag.Key, $"the store refuses what was captured: {never.Reason}"),
            SettingAnswer.Unclear unclear => new FlagRestoreResult.Unknown(flag.Key, unclear.Reason),
            _ => null,
        };
    }

    private async Task<SettingAnswer> InRoomAsync(Func<Task<SettingAnswer>> request, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        try
        {
            return await request();
        }
        finally
        {
            room.Release();
        }
    }
}
