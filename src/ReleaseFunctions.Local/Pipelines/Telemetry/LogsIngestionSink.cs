using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Releases.Azure.Identity;

namespace ReleaseFunctions.Local.Pipelines.Telemetry;

/// <summary>Sends rows to the local Log Analytics endpoint as the Logs Ingestion API takes them.</summary>
public sealed class LogsIngestionSink : ITelemetrySink, IDisposable
{
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _client;
    private readonly string _rule;

    /// <param name="endpoint">The endpoint's base address.</param>
    /// <param name="workspace">The workspace's id, which is the data collection rule's here.</param>
    /// <param name="certificate">The one certificate that is trusted; null for what the system trusts.</param>
    public LogsIngestionSink(Uri endpoint, string workspace, X509Certificate2? certificate)
    {
        _rule = workspace;
        _handler = certificate is null ? new SocketsHttpHandler() : LoopbackTransport.Handler(certificate.GetCertHashString(HashAlgorithmName.SHA256));
        _client = new HttpClient(_handler) { BaseAddress = endpoint, Timeout = TimeSpan.FromSeconds(10) };
        // The local endpoint wants a token, and takes any.
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "local");
    }

    public async Task<SinkAnswer> WriteAsync(string table, IReadOnlyList<TelemetryRow> rows, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes<IEnumerable<object>>(rows));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var path = string.Create(CultureInfo.InvariantCulture, $"dataCollectionRules/{_rule}/streams/Custom-{table}?api-version=2023-01-01");
        try
        {
            using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
            return response.IsSuccessStatusCode ? new SinkAnswer.Stored() : await FailureAsync(response, cancellationToken);
        }
        catch (HttpRequestException unreachable)
        {
            return new SinkAnswer.Unavailable(unreachable.Message);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SinkAnswer.Unavailable($"No answer within {_client.Timeout.TotalSeconds:0} s.");
        }
    }

    private static async Task<SinkAnswer> FailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var why = $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}";
        var passes = response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized
            || (int)response.StatusCode >= 500;
        return passes ? new SinkAnswer.Unavailable(why, response.Headers.RetryAfter?.Delta) : new SinkAnswer.Refused(why);
    }

    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }
}
