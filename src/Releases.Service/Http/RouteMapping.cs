using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Releases.Service.Http;

/// <summary>Serving the routes from ASP.NET Core.</summary>
public static class RouteMapping
{
    public static void MapReleaseRoutes(this IEndpointRouteBuilder endpoints, ReleaseRoutes routes)
    {
        foreach (var route in routes.All)
        {
            Func<HttpContext, Task<IResult>> handle = context => route.Handle(context.Request, context.RequestAborted);
            var mapped = endpoints.MapMethods(route.Pattern, [route.Method], (Delegate)handle)
                .WithName(route.Name)
                .WithSummary(route.Summary)
                .WithMetadata(route);
            foreach (var answer in route.Answers)
            {
                mapped.WithMetadata(new ProducesResponseTypeMetadata(
                    answer.Status,
                    answer.Type ?? typeof(ProblemDetails),
                    [answer.Type is null ? "application/problem+json" : answer.ContentType]));
            }
        }
    }
}
