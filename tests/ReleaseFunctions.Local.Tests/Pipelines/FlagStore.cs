using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.AppConfiguration;

namespace ReleaseFunctions.Local.Tests.Pipelines;

/// <summary>One flag behind the real App Configuration client: the edge of the process is its HTTP handler.</summary>
internal sealed class FlagStore : HttpMessageHandler
{
    private int _version;
    private string? _json;

    public FlagStore()
    {
        var options = new ConfigurationClientOptions { Transport = new HttpClientTransport(this) };
        options.Retry.MaxRetries = 0;
        options.Retry.Delay = TimeSpan.Zero;
        options.Retry.Mode = RetryMode.Fixed;
        Client = new ConfigurationClient($"Endpoint=http://127.0.0.1;Id=test;Secret={Convert.ToBase64String("secret"u8)}", options);
    }

    public ConfigurationClient Client { get; }

    public bool Outage { get; set; }

    public List<(string Path, HttpStatusCode Status)> Answers { get; } = [];

    /// <summary>Puts a document in the place of the flag; null deletes it.</summary>
    public void Set(string? json) => (_json, _version) = (json, _version + 1);

    public void SetPercent(double percent, string extra = "") => Set(Percent(percent, extra));

    public static string Percent(double percent, string extra = "") => $$$"""
        {"id":"enrich","enabled":true,"conditions":{"client_filters":[{"name":"Microsoft.Targeting","parameters":
        {"Audience":{ {{{extra}}} "DefaultRolloutPercentage":{{{percent}}} } } } ] } }
        """;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Outage)
        {
            throw new HttpRequestException("The store is out.");
        }

        var etag = new EntityTagHeaderValue($"\"{_version}\"");
        var status = _json is null ? HttpStatusCode.NotFound : request.Headers.IfNoneMatch.Contains(etag) ? HttpStatusCode.NotModified : HttpStatusCode.OK;
        var response = new HttpResponseMessage(status) { RequestMessage = request, Content = new ByteArrayContent([]) };
        if (status == HttpStatusCode.OK)
        {
            response.Headers.ETag = etag;
            response.Content = new StringContent(JsonSerializer.Serialize(new
            {
                key = ".appconfig.featureflag/enrich",
                label = "prod",
                content_type = "application/vnd.microsoft.appconfig.ff+json;charset=utf-8",
                value = _json,
                etag = _version.ToString(),
            }));
        }

        lock (Answers)
        {
            Answers.Add((request.RequestUri!.PathAndQuery, status));
        }

        return Task.FromResult(response);
    }
}
