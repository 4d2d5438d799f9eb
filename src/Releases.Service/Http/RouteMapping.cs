using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Releases.Service.Http;

/// <summary>Serving the routes from ASP.NET Core.</summary>
public static class RouteMapping
{
    public static void MapReleaseRoutes(this IEndpointRouteBuilder endpoints, ReleaseRoutes routes, RouteServing serving)
    {
        foreach (var route in routes.All)
        {
            Func<HttpContext, Task<IResult>> handle = context => serving.ServeAsync(route, context);
            var mapped = endpoints.MapMethods(route.Pattern, [route.Method], (Delegate)handle)
                .WithName(route.Name)
                .WithSummary(route.Summary)
                .WithMetadata(route);
            foreach (var answer in route.Answers.Concat(Refusals(route)))
            {
                mapped.WithMetadata(new ProducesResponseTypeMetadata(
                    answer.Status,
                    answer.Type ?? typeof(ProblemDetails),
                    [answer.Type is null ? "application/problem+json" : answer.ContentType]));
            }
        }
    }

    private static IEnumerable<RouteAnswer> Refusals(ReleaseRoute route) => route.Access.IsOpen
        ? []
        :
        [
            new(StatusCodes.Status401Unauthorized, "Who asks is not known."),
            new(StatusCodes.Status403Forbidden, $"It needs one of: {string.Join(", ", route.Access.Roles)}."),
            new(StatusCodes.Status429TooManyRequests, "Too many requests; Retry-After says when."),
        ];
}
