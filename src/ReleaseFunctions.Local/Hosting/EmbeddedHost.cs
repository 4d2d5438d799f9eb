using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ReleaseFunctions.Local.Driver;
using ReleaseFunctions.Local.World;
using Releases.Azure;
using Releases.Governance;
using Releases.Judgement.Alerts;
using Releases.Leases;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service;
using Releases.Service.Access;
using Releases.Service.Checks;
using Releases.Service.Http;
using Releases.Service.Performing;
using Releases.Service.Settings;

namespace ReleaseFunctions.Local.Hosting;

/// <summary>Puts the API and the embedded driver together on a world.</summary>
public static class EmbeddedHost
{
    // Twice what any route takes: those answer with a problem document, this is for what does not even come to a route.
    private const long LargestBody = 1024 * 1024;

    public static WebApplication Build(WebApplicationBuilder builder, LocalWorld world, Journal journal, StorageStores storage)
    {
        builder.WebHost.UseUrls($"http://{world.Settings.Address}:{world.Settings.FirstPort}");
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestBody;
        });
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(journal);
        services.AddSingleton<IReleaseRecords>(storage.Records);
        services.AddSingleton<IReleaseDocuments>(new JournaledDocuments(journal, storage.Documents));
        services.AddSingleton<ILeases>(storage.Leases);
        services.AddSingleton<IGovernance>(storage.Governance);
        services.AddSingleton<IAlerts>(storage.Alerts);
        services.AddSingleton<IEnvironments>(WorldEnvironments.Of(world, TimeProvider.System));
        services.AddSingleton(AccessSection.Read(builder.Configuration) with { Key = LocalKey.Of(world.Settings) });
        services.AddSingleton(builder.Configuration.GetSection(CheckSettings.Section).Get<CheckSettings>() ?? new CheckSettings());
        services.AddSingleton(LibrariesSection.Read(builder.Configuration, Directory.GetCurrentDirectory()));
        services.AddReleases();

        // Who holds this machine's own key looks as often as they like.
        services.AddSingleton(CallLimits.Of(1_000_000));
        services.AddSingleton<EmbeddedEngine>();
        services.AddSingleton<IReleaseEngine>(provider => provider.GetRequiredService<EmbeddedEngine>());
        services.AddHostedService(provider => provider.GetRequiredService<EmbeddedEngine>());
        services.AddHostedService<LeaseSweeping>();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(options =>
        {
            foreach (var converter in StateDocument.Json.Converters)
            {
                options.SerializerOptions.Converters.Add(converter);
            }

            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        services.AddOpenApi(options => options.AddOperationTransformer<OpenApiFromRoutes>());

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseGuarding();
        app.MapReleaseRoutes(app.Services.GetRequiredService<ReleaseRoutes>(), app.Services.GetRequiredService<RouteServing>());
        app.MapWorld(world);
        app.MapOpenApi("/openapi.json").WithMetadata(RouteAccess.Look);
        return app;
    }
}
