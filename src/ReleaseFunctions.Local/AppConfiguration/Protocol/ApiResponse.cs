using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ReleaseFunctions.Local.AppConfiguration.Protocol;

/// <summary>An answer, as a value: what is done with it (sent, delayed, lost) is decided elsewhere.</summary>
internal sealed record ApiResponse(int Status)
{
    // The service escapes what JSON must escape and no more.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Plain))
        {
            write(writer);
        }

        return body.WrittenMemory;
    }

    /// <param name="half">Whether the answer breaks off in the middle: of its body, or before its status where it has none.</param>
    public async Task SendAsync(HttpContext context, bool half = false)
    {
        var response = context.Response;
        response.StatusCode = Status;
        foreach (var (name, value) in Headers)
        {
            response.Headers.Append(name, value);
        }

        if (half && (ContentType is null || Body.Length == 0))
        {
            context.Abort();
            return;
        }

        if (ContentType is null)
        {
            return;
        }

        response.ContentType = ContentType + "; charset=utf-8";
        response.ContentLength = Body.Length;
        if (half)
        {
            await response.Body.WriteAsync(Body[..(Body.Length / 2)], context.RequestAborted);
            await response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(Body, context.RequestAborted);
        }
    }
}
