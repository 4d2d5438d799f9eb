using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseFunctions.Local.LogAnalytics.Http;

/// <summary>The JSON that a request brings.</summary>
internal static class RequestBody
{
    /// <summary>Bytes of one body, unzipped. The Logs Ingestion API takes 1 MB.</summary>
    public const int Most = 64 * 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Null where it is no JSON, or names a property twice. Past <see cref="Most"/> it is no JSON either, and <c>TooLong</c>.</summary>
    public static async Task<(JsonNode? Node, bool TooLong)> ReadAsync(HttpContext context)
    {
        var body = context.Request.Body;
        await using var unzipped = string.Equals(context.Request.Headers.ContentEncoding, "gzip", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(body, CompressionMode.Decompress, leaveOpen: true)
            : null;
        using var whole = new MemoryStream();
        var buffer = new byte[81_920];
        try
        {
            while (await (unzipped ?? body).ReadAsync(buffer, context.RequestAborted) is > 0 and var count)
            {
                await whole.WriteAsync(buffer.AsMemory(0, count), context.RequestAborted);
                if (whole.Length > Most)
                {
                    return (null, true);
                }
            }

            whole.Position = 0;
            return (await JsonNode.ParseAsync(whole, documentOptions: Strict, cancellationToken: context.RequestAborted), false);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or InvalidOperationException)
        {
            return (null, false);
        }
    }

    /// <summary>A property that is a string; null where it is none, or no valid Unicode.</summary>
    public static string? Text(JsonNode? node, string name) => node is JsonObject bag ? Text(bag[name]) : null;

    public static string? Text(JsonNode? node)
    {
        try
        {
            return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
