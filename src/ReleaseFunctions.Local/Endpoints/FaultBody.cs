using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReleaseFunctions.Local.Endpoints;

/// <summary>The bodies of the endpoints' own <c>/_local/faults</c>.</summary>
internal static class FaultBody
{
    // A fault with a slip in its name would not be switched on, and nobody would know.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>What the body orders, or why that cannot be carried out.</summary>
    /// <param name="problemOf">What is wrong with an order that could be read; null when nothing is.</param>
    public static async Task<(T? Order, string? Problem)> ReadAsync<T>(HttpContext context, Func<T, string?> problemOf)
        where T : class
    {
        try
        {
            var order = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Json, context.RequestAborted);
            var problem = order is null ? "The body is null." : problemOf(order);
            return (problem is null ? order : null, problem);
        }
        catch (JsonException error)
        {
            return (null, error.Message);
        }
    }
}
