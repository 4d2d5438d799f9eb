namespace Releases.Exposures;

/// <summary>What is to be sent for an intended write, or why it can never be.</summary>
public abstract record FlagPreparing
{
    private const string LongestRestore = ".restore.999999";

    private FlagPreparing()
    {
    }

    /// <summary>The setting's new value and tags; its content type stays.</summary>
    public sealed record Ready(string Value, IReadOnlyDictionary<string, string> Tags) : FlagPreparing;

    /// <summary>The write can never succeed.</summary>
    /// <param name="Reason">Why, and what to do about it, for people.</param>
    public sealed record Refused(string Reason) : FlagPreparing;

    /// <summary>Prepares a write. Pure: the same write gives the same answer, at the capture as when it is made.</summary>
    public static FlagPreparing For(FlagWrite write)
    {
        var flag = write.Captured;
        switch (FeatureFlagDocument.Expose(flag.Value, write.Exposure))
        {
            case FlagExposing.Refused refused:
                return new Refused(refused.Reason);
            case FlagExposing.Exposed exposed:
                var tags = WriteTags.On(flag.Tags, write.WriteId, exposed.Document, flag.ContentType);
                // What goes out must also be able to come back: a restore carries tags as well, and its id may be longer.
                var back = WriteTags.On(flag.Tags, write.WriteId + LongestRestore, flag.Value, flag.ContentType);
                var bytes = Math.Max(FeatureFlagSetting.Bytes(flag, exposed.Document, tags), FeatureFlagSetting.Bytes(flag, flag.Value, back));
                return bytes <= FeatureFlagSetting.MaximumBytes
                    ? new Ready(exposed.Document, tags)
                    : new Refused(FormattableString.Invariant($"the flag would weigh {bytes:N0} bytes, and the store takes {FeatureFlagSetting.MaximumBytes:N0}"));
            default:
                throw new InvalidOperationException("Unknown exposing.");
        }
    }
}
