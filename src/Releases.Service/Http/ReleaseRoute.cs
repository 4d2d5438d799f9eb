using Microsoft.AspNetCore.Http;
using Releases.Service.Access;

namespace Releases.Service.Http;

/// <summary>One route of the API. Both hosts serve the same list, <see cref="ReleaseRoutes.All"/>.</summary>
/// <param name="Method">HTTP method, upper case.</param>
/// <param name="Pattern">E.g. <c>api/releases/{id}</c>.</param>
/// <param name="Access">Who may use it.</param>
/// <param name="Name">The operation's id, unique.</param>
/// <param name="Summary">One sentence for the OpenAPI document.</param>
/// <param name="Handle">Reads the request, answers with a result.</param>
public sealed record ReleaseRoute(string Method, string Pattern, RouteAccess Access, string Name, string Summary, Func<HttpRequest, CancellationToken, Task<IResult>> Handle)
{
    /// <summary>What the body must be, if there is one.</summary>
    public RouteBody? Body { get; init; }

    /// <summary>Query parameters and headers that it understands.</summary>
    public IReadOnlyList<RouteParameter> Parameters { get; init; } = [];

    /// <summary>What it answers.</summary>
    public IReadOnlyList<RouteAnswer> Answers { get; init; } = [];
}
