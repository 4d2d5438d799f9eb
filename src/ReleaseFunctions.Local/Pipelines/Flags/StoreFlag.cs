using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.AppConfiguration;
using Microsoft.FeatureManagement;

namespace ReleaseFunctions.Local.Pipelines.Flags;

/// <summary>
/// One flag as App Configuration holds it, for Microsoft.FeatureManagement. The document is mapped by that library's own
/// configuration provider, so that it means here what it means to every .NET service.
/// </summary>
/// <param name="flag">The flag's id; its setting is <c>.appconfig.featureflag/&lt;id&gt;</c>.</param>
/// <param name="label">The setting's label; null is the one without.</param>
/// <param name="limit">How long a read may take, the client's retries included.</param>
public sealed class StoreFlag(ConfigurationClient store, string flag, string? label, TimeSpan limit, TimeProvider time) : IFeatureDefinitionProvider
{
    private readonly string _key = FeatureFlagConfigurationSetting.KeyPrefix + flag;
    private ETag? _etag;
    private volatile FeatureDefinition? _definition;

    /// <summary>Reads the flag if it changed. Whatever goes wrong, the last flag stays in force; before the first success there is none.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<FlagRead> RefreshAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var response = _etag is { } known
                ? await store.GetConfigurationSettingAsync(new ConfigurationSetting(_key, "", label, known), onlyIfChanged: true, either.Token)
                : await store.GetConfigurationSettingAsync(_key, label, either.Token);
            return response.GetRawResponse().Status == 304 ? FlagRead.Unchanged : await TakeAsync(response.Value);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            (_etag, _definition) = (null, null);
            return FlagRead.Missing;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A pipeline does not stop because its flags cannot be read; and clients fail in many ways.
            return FlagRead.Unreachable;
        }
    }

    public Task<FeatureDefinition> GetFeatureDefinitionAsync(string featureName) => Task.FromResult(featureName == flag ? _definition! : null!);

    public async IAsyncEnumerable<FeatureDefinition> GetAllFeatureDefinitionsAsync()
    {
        await Task.CompletedTask;
        if (_definition is { } definition)
        {
            yield return definition;
        }
    }

    private async Task<FlagRead> TakeAsync(ConfigurationSetting setting)
    {
        // Remembered even if it cannot be read: only another edit makes it better.
        _etag = setting.ETag;
        try
        {
            _definition = await ParseAsync(setting);
            return FlagRead.Changed;
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or InvalidDataException or FeatureManagementException)
        {
            return FlagRead.Unreadable;
        }
    }

    private async Task<FeatureDefinition> ParseAsync(ConfigurationSetting setting)
    {
        // A client hands out a feature flag's value as it re-wrote it from the properties it knows; the meaning is the same.
        using var document = new MemoryStream(Encoding.UTF8.GetBytes($$$"""{"feature_management":{"feature_flags":[{{{setting.Value}}}]}}"""));
        using var provider = new ConfigurationFeatureDefinitionProvider(new ConfigurationBuilder().AddJsonStream(document).Build());
        var definition = await provider.GetFeatureDefinitionAsync(flag)
            ?? throw new InvalidDataException($"{_key} holds no flag of that id.");
        // Evaluations are always told here; whether Application Insights would be told is another matter.
        definition.Telemetry = new TelemetryConfiguration { Enabled = true };
        return definition;
    }
}
