using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Releases.Lifecycle;

namespace Releases.Service.Http;

/// <summary>Reading request bodies, bounded.</summary>
internal static class Bodies
{
    /// <summary>Most bytes that a body may have.</summary>
    internal const long Limit = 512 * 1024;

    /// <summary>The body as text, or <see langword="null"/> if it is larger than <see cref="Limit"/>.</summary>
    internal static async Task<string?> TextAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit)
        {
            return null;
        }

        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await kept.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            if (kept.Length > Limit)
            {
                return null;
            }
        }

        return new UTF8Encoding(false).GetString(kept.GetBuffer(), 0, (int)kept.Length).TrimStart('\uFEFF');
    }

    /// <summary>The body as a contract, or what is wrong with it.</summary>
    internal static (T? Body, string? Error) Json<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, StateDocument.Json) is { } body
                ? (body, null)
                : (null, "The body is null.");
        }
        catch (JsonException problem)
        {
            var where = FormattableString.Invariant($"line {(problem.LineNumber ?? 0) + 1}, byte {(problem.BytePositionInLine ?? 0) + 1}");
            return (null, $"The body is not what is wanted ({where}, {problem.Path ?? "$"}).");
        }
    }
}
