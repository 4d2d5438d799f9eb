using System.Text;
using Azure.Data.AppConfiguration;
using Microsoft.Extensions.Configuration;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;

namespace OrdersPipeline;

/// <summary>
/// The flag of the release, read from App Configuration and evaluated for a partition: the unit that is assigned is the unit that is judged.
/// </summary>
public sealed class ReleaseFlag(ConfigurationClient store, string flag, string? label) : ITargetingContextAccessor
{
    private readonly AsyncLocal<TargetingContext> _unit = new();
    private IVariantFeatureManager? _features;

    /// <summary>The partition for which it is being evaluated.</summary>
    public string? Unit => _unit.Value?.UserId;

    /// <summary>Reads it anew. Call it between batches, at least every 30 s; a batch under way keeps what it began with.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var setting = await store.GetConfigurationSettingAsync(FeatureFlagConfigurationSetting.KeyPrefix + flag, label, cancellationToken);
        using var document = new MemoryStream(Encoding.UTF8.GetBytes($$$"""{"feature_management":{"feature_flags":[{{{setting.Value.Value}}}]}}"""));
        var definitions = new ConfigurationFeatureDefinitionProvider(new ConfigurationBuilder().AddJsonStream(document).Build());
        _features = new FeatureManager(definitions) { FeatureFilters = [new TargetingFilter(this)], TargetingContextAccessor = this };
    }

    /// <summary>Which path a partition takes. In a shadow its result is the old path's.</summary>
    public async Task<RunPath> PathOfAsync(string partition, CancellationToken cancellationToken)
    {
        _unit.Value = new TargetingContext { UserId = partition };
        var features = _features ?? throw new InvalidOperationException("The flag has not been read yet.");
        return await features.IsEnabledAsync(flag, cancellationToken) ? RunPath.New
            : (await features.GetVariantAsync(flag, cancellationToken))?.Name == "shadow" ? RunPath.Shadow
            : RunPath.Old;
    }

    ValueTask<TargetingContext> ITargetingContextAccessor.GetContextAsync() => ValueTask.FromResult(_unit.Value!);
}
