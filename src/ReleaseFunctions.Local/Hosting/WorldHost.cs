using ReleaseFunctions.Local.World;
using Releases.Service.Access;

namespace ReleaseFunctions.Local.Hosting;

/// <summary>A world without a driver: another host runs the releases, this one only looks at the pipelines and breaks them.</summary>
public static class WorldHost
{
    public static WebApplication Build(WebApplicationBuilder builder, LocalWorld world)
    {
        builder.WebHost.UseUrls($"http://127.0.0.1:{world.Settings.FirstPort}");
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new AccessSettings { Key = LocalKey.Of(world.Settings) });
        builder.Services.AddSingleton<CallLimits>();
        builder.Services.AddSingleton<Gatekeeper>();
        builder.Services.AddProblemDetails();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseGuarding();
        app.MapWorld(world);
        return app;
    }
}
