using Releases.Exposures;

namespace Releases.Azure.Flags;

/// <summary>What the store said to one request, its repetitions included.</summary>
internal abstract record SettingAnswer
{
    private SettingAnswer()
    {
    }

    /// <summary>200 to a read: those of the asked settings that exist.</summary>
    public sealed record Read(IReadOnlyList<FoundFlag> Found) : SettingAnswer;

    /// <summary>200 to a write: the version that it made.</summary>
    public sealed record Written(string ETag) : SettingAnswer;

    /// <summary>412: another version stands there, or none.</summary>
    public sealed record OtherVersion : SettingAnswer;

    /// <summary>409: read-only.</summary>
    public sealed record ReadOnly : SettingAnswer;

    /// <summary>400 or 413: the store will never take it.</summary>
    public sealed record Refused(string Reason) : SettingAnswer;

    /// <summary>No clear answer: a write may have taken effect, or may still.</summary>
    public sealed record Unclear(string Reason) : SettingAnswer;
}
