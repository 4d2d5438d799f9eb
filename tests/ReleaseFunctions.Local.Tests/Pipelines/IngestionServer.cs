using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ReleaseFunctions.Local.Tests.Pipelines;

/// <summary>A server that takes what the Logs Ingestion API takes, over TLS with a certificate of its own, and keeps it.</summary>
internal sealed class IngestionServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private IngestionServer(WebApplication app, X509Certificate2 certificate) => (_app, Certificate) = (app, certificate);

    public X509Certificate2 Certificate { get; }

    public Uri Url => new(_app.Urls.Single());

    /// <summary>What it answers, with a Retry-After where that is not null.</summary>
    public (int Status, int? RetryAfter) Answer { get; set; } = (204, null);

    public List<(string Path, string? Authorization, JsonArray Rows)> Received { get; } = [];

    public static async Task<IngestionServer> StartAsync()
    {
        var certificate = MakeCertificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var server = new IngestionServer(builder.Build(), certificate);
        server._app.Run(server.TakeAsync);
        await server._app.StartAsync();
        return server;
    }

    public static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }

    private async Task TakeAsync(HttpContext context)
    {
        var rows = (JsonArray)(await JsonNode.ParseAsync(context.Request.Body))!;
        Received.Add((context.Request.Path + context.Request.QueryString, context.Request.Headers.Authorization, rows));
        context.Response.StatusCode = Answer.Status;
        if (Answer.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = $"{seconds}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate.Dispose();
    }
}
