using System.Text;

namespace Releases.Exposures;

/// <summary>How a feature flag is kept as a setting of App Configuration.</summary>
public static class FeatureFlagSetting
{
    /// <summary>What stands before the flag's id in the setting's key.</summary>
    public const string KeyPrefix = ".appconfig.featureflag/";

    /// <summary>The content type by which every client knows a feature flag.</summary>
    public const string ContentType = "application/vnd.microsoft.appconfig.ff+json;charset=utf-8";

    /// <summary>What a setting may weigh in the store, in bytes, everything that is kept with it counted.</summary>
    public const int MaximumBytes = 10 * 1024;

    /// <summary>The key of the setting that holds the flag.</summary>
    public static string Key(string flag) => KeyPrefix + flag;

    /// <summary>What the flag would weigh in the store with this value and these tags, in bytes of UTF-8.</summary>
    public static int Bytes(CapturedFlag flag, string value, IReadOnlyDictionary<string, string> tags) =>
        Bytes(Key(flag.Key)) + Bytes(flag.Label) + Bytes(value) + Bytes(flag.ContentType) + tags.Sum(tag => Bytes(tag.Key) + Bytes(tag.Value));

    private static int Bytes(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
