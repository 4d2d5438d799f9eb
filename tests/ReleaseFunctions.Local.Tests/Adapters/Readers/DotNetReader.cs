using System.Text;
using Azure.Data.AppConfiguration;
using Microsoft.Extensions.Configuration;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;

namespace ReleaseFunctions.Local.Tests.Adapters.Readers;

/// <summary>All flags of a store as a .NET service sees them.</summary>
internal static class DotNetReader
{
    public static async Task<IReadOnlyDictionary<string, Reading>> ReadAsync(ConfigurationClient store, IReadOnlyList<ReaderUnit> units)
    {
        var flags = new List<string>();
        await foreach (var setting in store.GetConfigurationSettingsAsync(new SettingSelector { KeyFilter = FeatureFlagConfigurationSetting.KeyPrefix + "*" }))
        {
            flags.Add(setting.Value);
        }

        using var document = new MemoryStream(Encoding.UTF8.GetBytes($$$"""{"feature_management":{"feature_flags":[{{{string.Join(',', flags)}}}]}}"""));
        using var definitions = new ConfigurationFeatureDefinitionProvider(new ConfigurationBuilder().AddJsonStream(document).Build());
        var features = new FeatureManager(definitions) { FeatureFilters = [new ContextualTargetingFilter(), new TimeWindowFilter(), new EvenFilter()] };
        var readings = new Dictionary<string, Reading>();
        await foreach (var flag in features.GetFeatureNamesAsync())
        {
            readings[flag] = new Reading(await SeenAsync(features, flag, units));
        }

        return readings;
    }

    private static async Task<IReadOnlyList<string>> SeenAsync(FeatureManager features, string flag, IReadOnlyList<ReaderUnit> units)
    {
        var seen = new List<string>();
        foreach (var unit in units)
        {
            var context = new TargetingContext { UserId = unit.Id, Groups = unit.Groups };
            var state = await features.IsEnabledAsync(flag, context) ? "on" : "off";
            seen.Add($"{state} {(await features.GetVariantAsync(flag, context))?.Name ?? "-"}");
        }

        return seen;
    }

    [FilterAlias("Contoso.Even")]
    private sealed class EvenFilter : IContextualFeatureFilter<ITargetingContext>
    {
        public Task<bool> EvaluateAsync(FeatureFilterEvaluationContext featureFilterContext, ITargetingContext appContext) =>
            Task.FromResult(new ReaderUnit(appContext.UserId, []).IsEven);
    }
}
