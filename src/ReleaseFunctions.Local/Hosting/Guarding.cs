using Releases.Service.Access;
using Releases.Service.Http;

namespace ReleaseFunctions.Local.Hosting;

/// <summary>
/// Guards what only this host serves. The routes of the API let in by themselves; any other endpoint says whom it admits, and one that says
/// nothing is for administrators.
/// </summary>
internal static class Guarding
{
    internal static void UseGuarding(this WebApplication app)
    {
        var gatekeeper = app.Services.GetRequiredService<Gatekeeper>();
        app.Use(async (context, next) =>
        {
            SecurityHeaders.Set(context.Response);
            var metadata = context.GetEndpoint()?.Metadata;
            var answer = metadata is null || metadata.GetMetadata<ReleaseRoute>() is not null
                ? null
                : await gatekeeper.RefuseAsync(context, metadata.GetMetadata<RouteAccess>() ?? RouteAccess.Administer);
            await (answer is null ? next(context) : answer.ExecuteAsync(context));
        });
    }
}
