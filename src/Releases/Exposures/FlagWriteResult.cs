using System.Text.Json.Serialization;

namespace Releases.Exposures;

/// <summary>What became of one intended write.</summary>
[JsonDerivedType(typeof(Confirmed), "confirmed")]
[JsonDerivedType(typeof(Drifted), "drifted")]
[JsonDerivedType(typeof(Locked), "locked")]
[JsonDerivedType(typeof(Impossible), "impossible")]
[JsonDerivedType(typeof(Unknown), "unknown")]
public abstract record FlagWriteResult(string Key)
{
    /// <summary>It took effect; a lost response that was found out later counts as well.</summary>
    public sealed record Confirmed(string Key, string ETag) : FlagWriteResult(Key);

    /// <summary>Somebody else has changed the flag; nothing was written.</summary>
    /// <param name="Difference">What is there against what was expected, for people.</param>
    /// <param name="Found">The version that is there; <see langword="null"/> where the flag is gone.</param>
    public sealed record Drifted(string Key, string Difference, string? Found = null) : FlagWriteResult(Key);

    /// <summary>The setting is read-only; nothing was written.</summary>
    public sealed record Locked(string Key) : FlagWriteResult(Key);

    /// <summary>The write can never succeed as it is (too large, filters that the exposure would defeat); nothing was written.</summary>
    public sealed record Impossible(string Key, string Reason) : FlagWriteResult(Key);

    /// <summary>No clear answer: it may have taken effect, or may still.</summary>
    public sealed record Unknown(string Key, string Reason) : FlagWriteResult(Key);
}
