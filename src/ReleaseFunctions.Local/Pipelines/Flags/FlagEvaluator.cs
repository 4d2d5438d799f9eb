using Microsoft.Extensions.Caching.Memory;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;

namespace ReleaseFunctions.Local.Pipelines.Flags;

/// <summary>Evaluates one flag with Microsoft.FeatureManagement and all of its built-in filters.</summary>
public sealed class FlagEvaluator : ITargetingContextAccessor, IDisposable
{
    private readonly AsyncLocal<TargetingContext> _unit = new();
    private readonly MemoryCache _parameters = new(new MemoryCacheOptions());
    private readonly FeatureManager _features;
    private readonly string _flag;

    public FlagEvaluator(IFeatureDefinitionProvider definitions, string flag, TimeProvider time, ILogger logger)
    {
        _flag = flag;
        _features = new FeatureManager(definitions)
        {
            FeatureFilters = [new TargetingFilter(this), new TimeWindowFilter { SystemClock = time }, new PercentageFilter()],
            TargetingContextAccessor = this,
            Cache = _parameters,
            Logger = logger,
        };
    }

    /// <summary>What the flag says for a unit. It never throws for a flag that makes no sense: such a flag is off.</summary>
    public async ValueTask<FlagDecision> EvaluateAsync(string unit, IReadOnlyList<string> groups, CancellationToken cancellationToken)
    {
        _unit.Value = new TargetingContext { UserId = unit, Groups = groups };
        try
        {
            return await EvaluationEvents.CatchAsync(() => _features.IsEnabledAsync(_flag, cancellationToken)) ?? FlagDecision.NotFound;
        }
        catch (Exception nonsense) when (nonsense is FeatureManagementException or ArgumentException or InvalidOperationException)
        {
            return FlagDecision.Failed;
        }
    }

    ValueTask<TargetingContext> ITargetingContextAccessor.GetContextAsync() => ValueTask.FromResult(_unit.Value!);

    public void Dispose() => _parameters.Dispose();
}
