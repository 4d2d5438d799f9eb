using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Releases.Azure.Identity;

namespace Releases.Azure.Telemetry;

/// <summary>Azure Monitor behind Azure Resource Manager, and at the endpoints of its regions: two audiences, so two pipelines.</summary>
public sealed class MonitorConnection
{
    private readonly HttpPipeline _managementPipeline;
    private readonly HttpPipeline _regionPipeline;
    private readonly Func<string, Uri> _region;

    /// <param name="management">Azure Resource Manager, e.g. <c>https://management.azure.com</c>.</param>
    /// <param name="metricsDomain">What the endpoints of regions end in, e.g. <c>metrics.monitor.azure.com</c>: also the audience of tokens for them.</param>
    /// <param name="quota">What the identity is kept under; the same for all connections.</param>
    public MonitorConnection(Uri management, string metricsDomain, TokenCredential credential, QueryQuota quota)
    {
        Management = management;
        _region = region => new Uri($"https://{region}.{metricsDomain}");
        _managementPipeline = Build(new Options(), credential, $"{management.GetLeftPart(UriPartial.Authority)}/.default", quota);
        _regionPipeline = Build(new Options(), credential, $"https://{metricsDomain}/.default", quota);
    }

    /// <summary>An endpoint of the local world, which is everything at once.</summary>
    /// <param name="transport">What trusts its certificate.</param>
    public MonitorConnection(Uri endpoint, HttpPipelineTransport transport, QueryQuota quota)
    {
        Management = endpoint;
        _region = _ => endpoint;
        _managementPipeline = _regionPipeline = Build(new Options { Transport = transport }, new LoopbackCredential(), "local", quota);
    }

    public Uri Management { get; }

    /// <summary>The endpoint of a region.</summary>
    public Uri Region(string region) => _region(region);

    /// <summary>Sends a request to Azure Resource Manager, or to a region, and reads the answer.</summary>
    /// <exception cref="RequestFailedException">The service refuses; its code and message are those that it gives.</exception>
    public async Task<T> SendAsync<T>(bool toRegion, Action<Request> write, Func<BinaryData, T> read, CancellationToken cancellationToken)
    {
        var pipeline = toRegion ? _regionPipeline : _managementPipeline;
        using var message = pipeline.CreateMessage();
        write(message.Request);
        await pipeline.SendAsync(message, cancellationToken);
        return message.Response.IsError ? throw Failure(message.Response) : read(message.Response.Content);
    }

    private static HttpPipeline Build(Options options, TokenCredential credential, string scope, QueryQuota quota)
    {
        LogAnalyticsOptions.Tune(options.Retry);
        return HttpPipelineBuilder.Build(options, quota, new BearerTokenAuthenticationPolicy(credential, scope));
    }

    /// <summary>A server's own trouble goes by its status, which a breaker knows.</summary>
    private static RequestFailedException Failure(Response response)
    {
        var (code, message) = Read(response.Content);
        return new RequestFailedException(response.Status, message ?? response.ReasonPhrase, response.Status >= 500 ? null : code, null);
    }

    private static (string? Code, string? Message) Read(BinaryData content)
    {
        try
        {
            var root = JsonSerializer.Deserialize<JsonElement>(content);
            var error = root.TryGetProperty("error", out var inner) ? inner : root;
            return (Text(error, "code"), Text(error, "message"));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return (null, null);
        }
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private sealed class Options : ClientOptions;
}
