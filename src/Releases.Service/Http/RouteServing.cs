using Microsoft.AspNetCore.Http;
using Releases.Service.Access;

namespace Releases.Service.Http;

/// <summary>Serves a route in any host: lets the request in first.</summary>
public sealed class RouteServing(Gatekeeper gatekeeper)
{
    public async Task<IResult> ServeAsync(ReleaseRoute route, HttpContext context)
    {
        SecurityHeaders.Set(context.Response);
        return await gatekeeper.RefuseAsync(context, route.Access) ?? await route.Handle(context.Request, context.RequestAborted);
    }
}
