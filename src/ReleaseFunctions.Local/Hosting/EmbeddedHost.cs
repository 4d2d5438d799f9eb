using System.Text.Json.Serialization;
using ReleaseFunctions.Local.Driver;
using ReleaseFunctions.Local.World;
using Releases.Azure;
using Releases.Governance;
using Releases.Leases;
using Releases.Lifecycle;
using Releases.Records;
using Releases.Service;
using Releases.Service.Http;
using Releases.Service.Performing;

namespace ReleaseFunctions.Local.Hosting;

/// <summary>Puts the API and the embedded driver together on a world.</summary>
public static class EmbeddedHost
{
    public static WebApplication Build(WebApplicationBuilder builder, LocalWorld world, Journal journal, StorageStores storage)
    {
        builder.WebHost.UseUrls($"http://127.0.0.1:{world.Settings.FirstPort}");
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(journal);
        services.AddSingleton<IReleaseRecords>(storage.Records);
        services.AddSingleton<IReleaseDocuments>(new JournaledDocuments(journal, storage.Documents));
        services.AddSingleton<ILeases>(storage.Leases);
        services.AddSingleton<IGovernance>(storage.Governance);
        services.AddSingleton<IEnvironments>(WorldEnvironments.Of(world, TimeProvider.System));
        services.AddReleases();
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
        app.MapReleaseRoutes(app.Services.GetRequiredService<ReleaseRoutes>());
        app.MapWorld(world);
        app.MapOpenApi("/openapi.json");
        return app;
    }
}
