namespace Releases.Exposures;

/// <summary>What is to be done about one flag on the way back, given what stands there.</summary>
public abstract record RestoreDecision
{
    private RestoreDecision()
    {
    }

    /// <summary>
    /// Write the captured content on the condition of the version just read. Also where it already stands there: a late write of ours may
    /// still be on its way and carries the captured version, so only a new version makes it fail.
    /// </summary>
    public sealed record WriteBack(string MustFind) : RestoreDecision;

    /// <summary>Nothing: this very restore has taken effect, or nothing was ever written and the lock lets nothing in.</summary>
    public sealed record Done(string ETag) : RestoreDecision;

    /// <summary>Someone has turned it off by hand; it stays off.</summary>
    public sealed record LeaveOff(string Difference) : RestoreDecision;

    /// <summary>Someone else's edit; it is not overwritten.</summary>
    public sealed record Drifted(string Difference) : RestoreDecision;

    /// <summary>It is ours to write back, but read-only.</summary>
    public sealed record Locked : RestoreDecision;

    /// <summary>Decides. Pure: the same flag gives the same answer.</summary>
    /// <param name="found">What a read found just now; <see langword="null"/> where the flag is gone.</param>
    public static RestoreDecision For(FlagRestore restore, FoundFlag? found)
    {
        var captured = restore.Captured;
        if (found is null)
        {
            return new Drifted(FlagDifference.Between(captured, found));
        }

        var asCaptured = found.Value == captured.Value && (found.ContentType ?? "") == (captured.ContentType ?? "");
        var asItWas = found.ETag == captured.ETag;
        if (asCaptured && (asItWas ? found.Locked : WriteTags.IsOurs(found, restore.WriteId)))
        {
            return new Done(found.ETag);
        }

        if (asCaptured || WriteTags.IsOfRelease(found, restore.ReleaseId))
        {
            return found.Locked ? new Locked() : new WriteBack(found.ETag);
        }

        var difference = FlagDifference.Between(captured, found);
        return FeatureFlagDocument.IsEnabled(found.Value) switch
        {
            // Also where that version was given up: who turned it off has turned it off.
            false => new LeaveOff(difference),
            _ when found.ETag == restore.Yielded => found.Locked ? new Locked() : new WriteBack(found.ETag),
            _ => new Drifted(difference),
        };
    }
}
