using Microsoft.AspNetCore.Http;

namespace Releases.Service.Access;

/// <summary>Who asks, once they have been let in.</summary>
/// <param name="Name">As it stands in timelines, at most 100 characters: <c>ada@contoso.com</c>, <c>app:CLIENT_ID</c>, <c>github:ACTOR</c>.</param>
/// <param name="Roles">What they may do.</param>
public sealed record Caller(string Name, IReadOnlyList<Role> Roles)
{
    private const int LongestName = 100;

    /// <summary>Who asks with this request.</summary>
    /// <exception cref="InvalidOperationException">Nobody has been let in: the request did not come through the <see cref="Gatekeeper"/>.</exception>
    public static Caller Of(HttpRequest request) => request.HttpContext.Features.Get<Caller>()
        ?? throw new InvalidOperationException("A request that was not let in has reached a handler.");

    /// <summary>A name without control characters, cut to its length; empty if nothing is left.</summary>
    internal static string Clean(string? name) => new string([.. (name ?? "").Where(character => !char.IsControl(character)).Take(LongestName)]).Trim();
}
