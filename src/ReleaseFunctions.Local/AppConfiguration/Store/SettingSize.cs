using System.Text;

namespace ReleaseFunctions.Local.AppConfiguration.Store;

/// <summary>What a setting takes up: the service allows 10 KB with everything that belongs to it.</summary>
internal static class SettingSize
{
    public const int Maximum = 10 * 1024;

    /// <summary>Bytes of UTF-8.</summary>
    public static int Of(SettingId id, SettingContent content) =>
        Bytes(id.Key)
        + Bytes(id.Label)
        + Bytes(content.Value)
        + Bytes(content.ContentType)
        + Bytes(content.Description)
        + content.Tags.Sum(tag => Bytes(tag.Key) + Bytes(tag.Value));

    private static int Bytes(string? text) => Encoding.UTF8.GetByteCount(text ?? "");
}
