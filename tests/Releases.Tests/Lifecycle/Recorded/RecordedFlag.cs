using Releases.Exposures;
using Releases.Rehearsals;

namespace Releases.Tests.Lifecycle.Recorded;

/// <summary>A flag as it stood, small enough to be read in a recording.</summary>
/// <param name="Value">Its exposure in words.</param>
/// <param name="WriteId">Whose write the tags say it is.</param>
/// <param name="Hashed">The exposure that the tags' hash is of: another one where a person has changed it since.</param>
internal sealed record RecordedFlag(string Value, int Version, string? WriteId, string? Hashed, bool Locked)
{
    internal static RecordedFlag Of(VirtualSetting setting)
    {
        var writeId = setting.Flag.Tags.GetValueOrDefault(WriteTags.Write);
        var isWhole = writeId is not null && WriteTags.IsOurs(setting.Flag, writeId);
        return new RecordedFlag(setting.Value, setting.Version, writeId, isWhole ? setting.Value : null, setting.Locked);
    }

    internal FoundFlag Found(string key)
    {
        var document = Document(Value);
        var tags = WriteId is null ? new Dictionary<string, string>() : WriteTags.On(new Dictionary<string, string>(), WriteId, Hashed is null ? "" : Document(Hashed), FeatureFlagSetting.ContentType);
        return new FoundFlag(key, document, FeatureFlagSetting.ContentType, tags, $"etag-{Version}", Locked);
    }

    /// <summary>What every recorded release has captured.</summary>
    internal static CapturedFlag Captured(string key) =>
        new(key, null, Document(VirtualFlags.Captured), FeatureFlagSetting.ContentType, new Dictionary<string, string>(), "etag-1", false);

    // From the captured document, as a release writes it.
    private static string Document(string exposure) => exposure == VirtualFlags.Captured
        ? ExposedShare.Document(ExposedShare.Off, exposure)
        : ExposedShare.Document(ExposedShare.Document(ExposedShare.Off, VirtualFlags.Captured), exposure);
}
