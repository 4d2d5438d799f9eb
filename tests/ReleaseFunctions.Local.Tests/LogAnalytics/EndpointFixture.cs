using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Azure.Monitor.Query;
using ReleaseFunctions.Local.LogAnalytics;
using Releases.Azure.Identity;

namespace ReleaseFunctions.Local.Tests.LogAnalytics;

/// <summary>An endpoint with two workspaces, and the real clients for it.</summary>
public sealed class EndpointFixture : IAsyncLifetime
{
    public const string Workspace = "b0000000-0000-4000-8000-000000000001";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("logs");

    public LogAnalyticsEndpoint Endpoint { get; private set; } = null!;

    public LogsQueryClient Logs { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new LogAnalyticsEndpointOptions { DataFolder = folder.FullName, Workspaces = [Workspace, "other"] };
        Endpoint = await LogAnalyticsEndpoint.StartAsync(options, TimeProvider.System, CancellationToken.None);
        Logs = NewClient(retries: 0);
        Http = NewHttp();
    }

    /// <summary>A client with no connection yet.</summary>
    public HttpClient NewHttp()
    {
        var http = new HttpClient(LoopbackTransport.Handler(Endpoint.Certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256))) { BaseAddress = Endpoint.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "local");
        return http;
    }

    public LogsQueryClient NewClient(int retries)
    {
        var options = new LogsQueryClientOptions { Transport = LoopbackTransport.Trusting(Endpoint.Url, Endpoint.Certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)) };
        options.Retry.MaxRetries = retries;
        return new LogsQueryClient(Endpoint.Url, new StaticToken(), options);
    }

    public Task AppendAsync(string table, params JsonObject[] rows) => Endpoint.Workspace(Workspace).AppendAsync(table, rows, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Endpoint.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
