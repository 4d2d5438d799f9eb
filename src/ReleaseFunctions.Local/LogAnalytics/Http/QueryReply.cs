using System.Text;
using System.Text.Json;

namespace ReleaseFunctions.Local.LogAnalytics.Http;

/// <summary>The answer to one query, alone or within a batch.</summary>
/// <param name="WriteBody">Writes one JSON object.</param>
/// <param name="RetryAfter">Whole seconds, with a 429.</param>
internal sealed record QueryReply(int Status, Action<Utf8JsonWriter> WriteBody, TimeSpan? RetryAfter = null)
{
    /// <summary>A text in which halves of characters are replaced: JSON cannot hold them.</summary>
    public static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>An error as the service shapes it: the outermost code, and inside it what exactly is wrong and where.</summary>
    public static QueryReply Error(int status, string code, string message, Action<Utf8JsonWriter>? inner = null) => new(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", code);
        writer.WriteString("message", Valid(message));
        inner?.Invoke(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
