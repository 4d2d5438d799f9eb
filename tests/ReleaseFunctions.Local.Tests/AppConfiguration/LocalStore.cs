using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.AppConfiguration;
using ReleaseFunctions.Local.AppConfiguration;

namespace ReleaseFunctions.Local.Tests.AppConfiguration;

/// <summary>A store in a folder of its own, which can be stopped and started again.</summary>
internal sealed class LocalStore : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("appconfig-").FullName;
    private readonly TimeProvider _time;
    private readonly Func<AppConfigurationEndpointOptions, AppConfigurationEndpointOptions> _change;

    private LocalStore(TimeProvider time, Func<AppConfigurationEndpointOptions, AppConfigurationEndpointOptions>? change) =>
        (_time, _change) = (time, change ?? (options => options));

    public AppConfigurationEndpoint Endpoint { get; private set; } = null!;

    public StoreFaults Faults => Endpoint.Faults;

    public string DataFile => Path.Combine(_folder, "store.jsonl");

    public AppConfigurationEndpointOptions Options => _change(new() { Name = "local", DataFile = DataFile, AcceptAnyBearer = true });

    public static async Task<LocalStore> StartAsync(
        TimeProvider? time = null, Func<AppConfigurationEndpointOptions, AppConfigurationEndpointOptions>? change = null)
    {
        var store = new LocalStore(time ?? TimeProvider.System, change);
        await store.OpenAsync();
        return store;
    }

    public async Task OpenAsync() => Endpoint = await AppConfigurationEndpoint.StartAsync(Options, _time, CancellationToken.None);

    public async Task ReopenAsync(Action? meanwhile = null)
    {
        await Endpoint.DisposeAsync();
        meanwhile?.Invoke();
        await OpenAsync();
    }

    /// <summary>The real client. Without retries, unless a test is about them.</summary>
    public ConfigurationClient Client(int retries = 0, HttpMessageHandler? handler = null)
    {
        var options = new ConfigurationClientOptions { Retry = { MaxRetries = retries, Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(1) } };
        if (handler is not null)
        {
            options.Transport = new HttpClientTransport(handler);
        }

        return new ConfigurationClient(Endpoint.ConnectionString, options);
    }

    /// <summary>For requests that no client would send.</summary>
    public HttpClient Http()
    {
        var http = new HttpClient { BaseAddress = Endpoint.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "anything");
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        await Endpoint.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
