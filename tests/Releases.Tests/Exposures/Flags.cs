using Releases.Exposures;

namespace Releases.Tests.Exposures;

internal static class Flags
{
    public const string Off = """{"id":"orders.v2","enabled":false,"conditions":{"client_filters":[]}}""";

    public static CapturedFlag Captured(string value = Off, string key = "orders.v2", string etag = "e0", bool locked = false, string? label = null) =>
        new(key, label, value, FeatureFlagSetting.ContentType, new Dictionary<string, string> { ["team"] = "data" }, etag, locked);

    public static FoundFlag Found(CapturedFlag captured, string? value = null, string? writeId = null, string? etag = null, bool locked = false)
    {
        var text = value ?? captured.Value;
        var tags = writeId is null ? captured.Tags : WriteTags.On(captured.Tags, writeId, text, captured.ContentType);
        return new FoundFlag(captured.Key, text, captured.ContentType, tags, etag ?? captured.ETag, locked);
    }
}
