using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ReleaseFunctions.Local.Endpoints;
using ReleaseFunctions.Local.LogAnalytics.Alerts;
using ReleaseFunctions.Local.LogAnalytics.Http;
using ReleaseFunctions.Local.LogAnalytics.Metrics;

namespace ReleaseFunctions.Local.LogAnalytics;

/// <summary>
/// Log Analytics on 127.0.0.1: the query API as <c>Azure.Monitor.Query</c> speaks it and the Logs Ingestion API, over https with a certificate of its own.
/// Any bearer token is accepted.
/// </summary>
public sealed class LogAnalyticsEndpoint : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ImmutableDictionary<string, LogAnalyticsWorkspace> workspaces;

    private LogAnalyticsEndpoint(WebApplication application, ImmutableDictionary<string, LogAnalyticsWorkspace> workspaces, X509Certificate2 certificate, QueryRequestCounts requests, QueryFaults faults)
    {
        this.application = application;
        this.workspaces = workspaces;
        (Certificate, Requests, Faults) = (certificate, requests, faults);
        Url = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>The base address, with the port that was taken.</summary>
    public Uri Url { get; }

    /// <summary>What a client must trust: see <see cref="Releases.Azure.Identity.LoopbackTransport"/>.</summary>
    public X509Certificate2 Certificate { get; }

    public QueryRequestCounts Requests { get; }

    public QueryFaults Faults { get; }

    /// <summary>Opens the workspaces and listens. Disposing it ends both.</summary>
    public static async Task<LogAnalyticsEndpoint> StartAsync(LogAnalyticsEndpointOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var certificate = LoopbackCertificate.LoadOrCreate(options.DataFolder, time);
        var opened = options.Workspaces.ToImmutableDictionary(
            id => id, id => LogAnalyticsWorkspace.Open(options.DataFolder, id, time), StringComparer.OrdinalIgnoreCase);
        var (requests, faults) = (new QueryRequestCounts(), new QueryFaults());

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.UseHttps(certificate));
        });
        var server = builder.Build();
        Map(server, opened, options, requests, faults, time);
        try
        {
            await server.StartAsync(cancellationToken);
            return new LogAnalyticsEndpoint(server, opened, certificate, requests, faults);
        }
        catch
        {
            await server.DisposeAsync();
            Close(opened);
            certificate.Dispose();
            throw;
        }
    }

    /// <summary>A workspace, to append to and to query without HTTP.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that id.</exception>
    public LogAnalyticsWorkspace Workspace(string id) => workspaces[id];

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
        Close(workspaces);
        Certificate.Dispose();
    }

    private static void Close(ImmutableDictionary<string, LogAnalyticsWorkspace> opened)
    {
        foreach (var workspace in opened.Values)
        {
            workspace.Dispose();
        }
    }

    private static void Map(
        WebApplication server,
        ImmutableDictionary<string, LogAnalyticsWorkspace> opened,
        LogAnalyticsEndpointOptions options,
        QueryRequestCounts requests,
        QueryFaults faults,
        TimeProvider time)
    {
        var queries = new QueryHandlers(opened, options.Workspaces[0], options.MostRows, faults, requests, time);
        var ingestion = new IngestionHandlers(opened, options.Workspaces[0], faults, requests);
        var metrics = new MetricHandlers(opened[options.Workspaces[0]], time);
        var switches = new FaultHandlers(faults);
        var gate = new FaultGate(faults, new QueryQuota(options.QueriesPer30Seconds, time), requests, time);
        server.Use(next => context => gate.InvokeAsync(context, next));
        server.MapPost("/v1/workspaces/{id}/query", queries.PostAsync);
        server.MapGet("/v1/workspaces/{id}/query", queries.GetAsync);
        server.MapPost("/v1/$batch", queries.BatchAsync);
        MapResources(server, queries, metrics, new AlertListHandlers(opened[options.Workspaces[0]], time));
        server.MapPost("/dataCollectionRules/{rule}/streams/{stream}", ingestion.IngestAsync);
        server.MapPost("/_local/import", ingestion.ImportAsync);
        server.MapPut("/_local/tables/{table}", ingestion.DeclareAsync);
        server.MapGet("/_local/requests", () => TypedResults.Ok(requests));
        server.MapGet("/_local/faults", switches.GetAsync);
        server.MapPost("/_local/faults", switches.PostAsync);
    }

    // The id of a resource has slashes in it, so what follows it is looked for at the end.
    private static void MapResources(WebApplication server, QueryHandlers queries, MetricHandlers metrics, AlertListHandlers alerts)
    {
        const string Query = "/query";
        const string Metrics = "/providers/microsoft.insights/metrics";
        const string Alerts = "/providers/microsoft.alertsmanagement/alerts";
        server.Map("/v1/{**rest}", (HttpContext context, string? rest) => rest?.EndsWith(Query, StringComparison.OrdinalIgnoreCase) == true
            ? queries.ResourceAsync(context, rest[..^Query.Length])
            : QueryHandlers.WriteAsync(context, QueryReply.Error(404, "PathNotFoundError", "The path is none of the query API.")));
        server.MapPost("/subscriptions/{subscription}/metrics:getBatch", metrics.BatchAsync);
        server.MapGet("/{**rest}", (HttpContext context, string? rest) => ("/" + rest).EndsWith(Metrics, StringComparison.OrdinalIgnoreCase)
            ? metrics.OneAsync(context, ("/" + rest)[..^Metrics.Length])
            : ("/" + rest).EndsWith(Alerts, StringComparison.OrdinalIgnoreCase)
            ? alerts.ListAsync(context, ("/" + rest)[..^Alerts.Length])
            : QueryHandlers.WriteAsync(context, QueryReply.Error(404, "NotFound", "The path is none of those that there are here.")));
    }
}
