using ReleaseFunctions.Local.World;

namespace ReleaseFunctions.Local.Hosting;

/// <summary>A world without a driver: another host runs the releases, this one only looks at the pipelines and breaks them.</summary>
public static class WorldHost
{
    public static WebApplication Build(WebApplicationBuilder builder, LocalWorld world)
    {
        builder.WebHost.UseUrls($"http://127.0.0.1:{world.Settings.FirstPort}");
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Services.AddProblemDetails();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapWorld(world);
        return app;
    }
}
