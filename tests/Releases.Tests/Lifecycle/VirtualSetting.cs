namespace Releases.Tests.Lifecycle;

/// <summary>A flag as a store has it: its exposure as text, and the two tags that say whose write it is.</summary>
internal sealed record VirtualSetting(string Value, int Version, string? WriteId = null, string? Hashed = null, bool Locked = false)
{
    internal string ETag => $"etag-{Version}";

    internal bool IsOf(string writeId) => WriteId == writeId && Hashed == Value;

    internal bool IsOfRelease(string releaseId) => WriteId?.StartsWith(releaseId, StringComparison.Ordinal) == true && Hashed == Value;

    internal VirtualSetting Written(string value, string writeId) => new(value, Version + 1, writeId, value, Locked);

    /// <summary>A person's edit in the portal keeps our tags.</summary>
    internal VirtualSetting EditedTo(string value) => this with { Value = value, Version = Version + 1 };
}
