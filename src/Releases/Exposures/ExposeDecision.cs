namespace Releases.Exposures;

/// <summary>
/// What a refused write means, given what a read after it found. The request may have been repeated, and the refusal be that of the
/// repetition: only what stands there tells.
/// </summary>
public static class ExposeDecision
{
    /// <summary>Decides. Pure: the same flag gives the same answer.</summary>
    /// <param name="readOnly">Whether the store refused because the setting is read-only (409), not because of its version (412).</param>
    /// <param name="found">What a read found after the refusal; <see langword="null"/> where the flag is gone.</param>
    public static FlagWriteResult For(FlagWrite write, bool readOnly, FoundFlag? found)
    {
        var key = write.Captured.Key;
        return found switch
        {
            not null when WriteTags.IsOurs(found, write.WriteId) => new FlagWriteResult.Confirmed(key, found.ETag),
            { Locked: true } when readOnly => new FlagWriteResult.Locked(key),
            // The read must be older than the refusal, or the lock is gone by now: asked again, the store will say something else.
            not null when readOnly || found.ETag == write.MustFind =>
                new FlagWriteResult.Unknown(key, "the write was refused, and a read right after it shows nothing that would refuse it"),
            _ => new FlagWriteResult.Drifted(key, FlagDifference.Between(write.Captured, found), found?.ETag),
        };
    }
}
