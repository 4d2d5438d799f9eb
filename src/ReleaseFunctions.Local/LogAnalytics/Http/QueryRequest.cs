using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace ReleaseFunctions.Local.LogAnalytics.Http;

/// <summary>A query as a client sends it.</summary>
/// <param name="Timespan">ISO 8601: a duration, or two of start, end and duration with a slash between them.</param>
/// <param name="Wait">How long the client lets the server work on it.</param>
internal sealed record QueryRequest(string? Query, string? Timespan, TimeSpan Wait, bool Statistics, bool Render, bool OtherWorkspaces)
{
    /// <summary>What the service allows where the client says nothing, and at most.</summary>
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>Reads a body and its Prefer header; a body of another shape has no query.</summary>
    public static QueryRequest Read(JsonNode? body, StringValues prefer)
    {
        var wishes = prefer.SelectMany(header => (header ?? "").Split(',', StringSplitOptions.TrimEntries)).ToList();
        var wait = wishes.Find(wish => wish.StartsWith("wait=", StringComparison.OrdinalIgnoreCase))?[5..];
        var seconds = int.TryParse(wait, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? TimeSpan.FromSeconds(given) : DefaultWait;
        bool Wants(string what) => wishes.Contains($"include-{what}=true", StringComparer.OrdinalIgnoreCase);
        return new QueryRequest(
            RequestBody.Text(body, "query"),
            RequestBody.Text(body, "timespan"),
            seconds < LongestWait ? seconds : LongestWait,
            Wants("statistics"),
            Wants("render"),
            body is JsonObject bag && bag["workspaces"] is JsonArray { Count: > 0 });
    }
}
