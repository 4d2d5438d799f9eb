using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ReleaseFunctions.Local.AppConfiguration.Protocol;
using ReleaseFunctions.Local.AppConfiguration.Store;

namespace ReleaseFunctions.Local.AppConfiguration;

/// <summary>
/// A local App Configuration store: it speaks the data-plane REST protocol on 127.0.0.1, so that the real clients work against it, and
/// keeps what is written in one file. A process may run several.
/// </summary>
public sealed class AppConfigurationEndpoint : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(2);

    private readonly WebApplication _application;
    private readonly DurableStore _store;

    private AppConfigurationEndpoint(WebApplication application, DurableStore store, AccessKey key, RequestCounts requests, StoreFaults faults)
    {
        (_application, _store, Requests, Faults) = (application, store, requests, faults);
        Url = new Uri(application.Urls.Single());
        ConnectionString = $"Endpoint={Url.GetLeftPart(UriPartial.Authority)};Id={key.Id};Secret={key.Secret}";
    }

    /// <summary>Where it listens, with the port that it got.</summary>
    public Uri Url { get; }

    /// <summary>What a client needs, as the Azure portal shows it.</summary>
    public string ConnectionString { get; }

    /// <summary>The requests that arrived, by method and route.</summary>
    public RequestCounts Requests { get; }

    /// <summary>What goes wrong here.</summary>
    public StoreFaults Faults { get; }

    /// <summary>Opens the store and listens.</summary>
    /// <param name="time">
    /// The clock of modification times, faults and signatures. A clock that stands still must stand within 15 minutes of the clients', or
    /// their signatures are refused.
    /// </param>
    /// <exception cref="IOException">The port is taken, or another process has the data file open.</exception>
    /// <exception cref="InvalidDataException">The data file is damaged other than by a write that was cut off.</exception>
    public static async Task<AppConfigurationEndpoint> StartAsync(
        AppConfigurationEndpointOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var key = await AccessKey.ForAsync(options, cancellationToken);
        var store = DurableStore.Open(options, time);
        var application = Build(options);
        try
        {
            var requests = new RequestCounts();
            var faults = new StoreFaults(time);
            var authentication = new RequestAuthentication(key, options.AcceptAnyBearer, time);
            var pipeline = new RequestPipeline(options.Name, store, authentication, faults, requests, new RequestQuota(options.RequestsPerHour, time), time);
            LocalRoutes.Map(application, faults, requests);
            application.MapFallback("/{**path}", pipeline.HandleAsync);
            await application.StartAsync(cancellationToken);
            return new AppConfigurationEndpoint(application, store, key, requests, faults);
        }
        catch
        {
            await application.DisposeAsync();
            await store.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static WebApplication Build(AppConfigurationEndpointOptions options)
    {
        // An empty builder reads no settings of the process that hosts it: its URLs and its logging are not for this server.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => Listen(listen, options.Certificate));
        });
        return builder.Build();
    }

    private static void Listen(ListenOptions listen, X509Certificate2? certificate)
    {
        // HTTP/1.1 alone: cutting a connection off then means one request, which is what the faults promise.
        listen.Protocols = HttpProtocols.Http1;
        if (certificate is not null)
        {
            listen.UseHttps(certificate);
        }
    }
}
