using Azure.Core;
using Azure.Data.AppConfiguration;
using Azure.Monitor.Query;
using Releases.Azure.Alerts;
using Releases.Azure.Flags;
using Releases.Azure.Identity;
using Releases.Azure.Metrics;
using Releases.Azure.Telemetry;
using Releases.Judgement;

namespace Releases.Azure.Environments;

/// <summary>All environments of the service. Its clients are made once and shared: they are safe for any number of releases at a time.</summary>
public sealed class AzureEnvironments : IDisposable
{
    private readonly Dictionary<string, AzureEnvironment> _environments;
    private readonly Dictionary<(Uri Endpoint, string Workspace), ITelemetry> _workspaces = [];
    private readonly QueryQuota _quota = new();
    private readonly QueryQuota _monitorQuota = new(MetricsOptions.RequestsOfASpan);

    /// <param name="settings">At least one; names are unique, case and all.</param>
    /// <param name="credential">The service's identity: a managed identity in Azure; a developer's own where they run it by hand.</param>
    /// <exception cref="ArgumentException">A setting is missing or contradicts another; the text says which, and of which environment.</exception>
    public AzureEnvironments(IEnumerable<EnvironmentSettings> settings, TokenCredential credential, TimeProvider time)
    {
        _environments = new Dictionary<string, AzureEnvironment>(StringComparer.Ordinal);
        foreach (var environment in settings)
        {
            if (!_environments.TryAdd(environment.Name, Connect(environment, credential, time)))
            {
                throw new ArgumentException($"There are two environments '{environment.Name}'.", nameof(settings));
            }
        }
    }

    /// <summary>All of them, production first.</summary>
    public IReadOnlyList<AzureEnvironment> All => [.. _environments.Values.OrderByDescending(environment => environment.Settings.Production)];

    /// <summary>The environment of that name, or <see langword="null"/>.</summary>
    public AzureEnvironment? Find(string name) => _environments.GetValueOrDefault(name);

    public void Dispose()
    {
        _quota.Dispose();
        _monitorQuota.Dispose();
    }

    private AzureEnvironment Connect(EnvironmentSettings settings, TokenCredential credential, TimeProvider time)
    {
        var (client, endpoint) = Flags(settings, credential);
        var options = new AppConfigurationFlagsOptions { Label = string.IsNullOrEmpty(settings.Label) ? null : settings.Label };
        var monitor = Monitor(settings, credential);
        return new AzureEnvironment(
            settings,
            endpoint,
            new AppConfigurationFlags(client, endpoint, options, time),
            Workspace(settings, credential, time),
            new BreakingMetrics(new AzureMetrics(ResourcesOf(settings), monitor, time), time),
            settings.AlertScopes.Count == 0 ? null : new AzureAlerts([.. settings.AlertScopes.Select(scope => ScopeOf(settings.Name, scope))], monitor, time));
    }

    private static string ScopeOf(string environment, string scope) => ResourceIdentifier.TryParse(scope, out var id) && id is { SubscriptionId: not null }
        ? id.ToString()
        : throw new ArgumentException($"'{scope}' of the AlertScopes of environment '{environment}' is no id of a subscription, a resource group or a resource; one begins with /subscriptions/.", nameof(scope));

    private static Dictionary<string, KnownResource> ResourcesOf(EnvironmentSettings settings) => settings.Resources.ToDictionary(
        pair => pair.Key,
        pair => ResourceIdentifier.TryParse(pair.Value.Id, out var id) && id is { SubscriptionId: not null, Name.Length: > 0 }
            ? new KnownResource(pair.Key, id, string.IsNullOrWhiteSpace(pair.Value.Region) ? null : RegionOf(settings.Name, pair.Key, pair.Value.Region))
            : throw new ArgumentException($"The resource '{pair.Key}' of environment '{settings.Name}' has no resource id, but '{pair.Value.Id}'; one begins with /subscriptions/.", nameof(settings)));

    /// <summary>It becomes a part of an address, which must not lead elsewhere.</summary>
    private static string RegionOf(string environment, string resource, string region) => region.All(char.IsAsciiLetterOrDigit)
        ? region.ToLowerInvariant()
        : throw new ArgumentException($"The region of resource '{resource}' of environment '{environment}' is '{region}'; it is written like westeurope.", nameof(region));

    private MonitorConnection Monitor(EnvironmentSettings settings, TokenCredential credential) => settings.LogsCertificateHash is { } hash
        ? new MonitorConnection(settings.LogsEndpoint, LoopbackTransport.Trusting(settings.LogsEndpoint, hash), _monitorQuota)
        : new MonitorConnection(settings.ManagementEndpoint, settings.MetricsDomain, credential, _monitorQuota);

    /// <summary>One for all environments that are judged by it: they share its requests.</summary>
    private ITelemetry Workspace(EnvironmentSettings settings, TokenCredential credential, TimeProvider time)
    {
        var key = (settings.LogsEndpoint, settings.WorkspaceId);
        if (!_workspaces.TryGetValue(key, out var workspace))
        {
            var asked = new LogAnalyticsTelemetry(Logs(settings, credential), settings.WorkspaceId, time);
            workspace = new GatheredTelemetry(new BreakingTelemetry(asked, time), time);
            _workspaces.Add(key, workspace);
        }

        return workspace;
    }

    private static (ConfigurationClient Client, Uri Endpoint) Flags(EnvironmentSettings settings, TokenCredential credential)
    {
        var options = new ConfigurationClientOptions();
        AppConfigurationFlagsOptions.Tune(options.Retry);
        return settings switch
        {
            { AppConfigurationConnectionString: { } text, AppConfigurationEndpoint: null } => (new ConfigurationClient(text, options), EndpointOf(settings.Name, text)),
            { AppConfigurationConnectionString: null, AppConfigurationEndpoint: { } uri } => (new ConfigurationClient(uri, credential, options), uri),
            _ => throw new ArgumentException($"Environment '{settings.Name}' needs either an App Configuration endpoint or, for an emulator, a connection string.", nameof(settings)),
        };
    }

    private LogsQueryClient Logs(EnvironmentSettings settings, TokenCredential credential)
    {
        var options = new LogsQueryClientOptions();
        LogAnalyticsOptions.Tune(options.Retry);
        options.AddPolicy(_quota, HttpPipelinePosition.PerRetry);
        if (settings.LogsCertificateHash is not { } hash)
        {
            return new LogsQueryClient(settings.LogsEndpoint, credential, options);
        }

        options.Transport = LoopbackTransport.Trusting(settings.LogsEndpoint, hash);
        return new LogsQueryClient(settings.LogsEndpoint, new LoopbackCredential(), options);
    }

    private static Uri EndpointOf(string environment, string connectionString)
    {
        var endpoint = connectionString.Split(';').Select(part => part.Split('=', 2))
            .FirstOrDefault(part => part is ["Endpoint" or "endpoint", _])?[1];
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            ? uri
            : throw new ArgumentException($"The connection string of environment '{environment}' names no endpoint.", nameof(connectionString));
    }
}
