using System.Text.Json.Serialization;

namespace Releases.Exposures;

/// <summary>What became of putting one flag back.</summary>
[JsonDerivedType(typeof(Restored), "restored")]
[JsonDerivedType(typeof(LeftOff), "left-off")]
[JsonDerivedType(typeof(Drifted), "drifted")]
[JsonDerivedType(typeof(Locked), "locked")]
[JsonDerivedType(typeof(Unknown), "unknown")]
public abstract record FlagRestoreResult(string Key)
{
    /// <summary>Written, read back, and equal to what was captured.</summary>
    public sealed record Restored(string Key, string ETag) : FlagRestoreResult(Key);

    /// <summary>Someone has turned it off by hand; it stays off.</summary>
    public sealed record LeftOff(string Key, string Difference) : FlagRestoreResult(Key);

    /// <summary>Someone else's edit stands there; it was not overwritten.</summary>
    public sealed record Drifted(string Key, string Difference) : FlagRestoreResult(Key);

    /// <summary>The setting is read-only; nothing was written.</summary>
    public sealed record Locked(string Key) : FlagRestoreResult(Key);

    /// <summary>No clear answer; to be tried again.</summary>
    public sealed record Unknown(string Key, string Reason) : FlagRestoreResult(Key);
}
