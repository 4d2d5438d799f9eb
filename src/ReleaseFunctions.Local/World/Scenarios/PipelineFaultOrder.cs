using ReleaseFunctions.Local.Pipelines;

namespace ReleaseFunctions.Local.World.Scenarios;

/// <summary>A fault of a pipeline as a scenario writes it.</summary>
/// <param name="Kind">slow, failing, stale, skewed, duplicated, schema-broken or silent.</param>
/// <param name="Factor">Slow and skewed: how many times as much.</param>
/// <param name="Rate">Failing and duplicated: the share of exposed runs; skewed: the share of units.</param>
/// <param name="Lag">Stale: how far behind.</param>
public sealed record PipelineFaultOrder(string Kind, double Factor = 3, double Rate = 0.5, TimeSpan Lag = default)
{
    /// <exception cref="InvalidDataException">There is no such kind.</exception>
    public PipelineFault Fault() => Kind switch
    {
        "slow" => new PipelineFault.Slow(Factor),
        "failing" => new PipelineFault.Failing(Rate),
        "stale" => new PipelineFault.Stale(Lag),
        "skewed" => new PipelineFault.Skewed(Rate, Factor),
        "duplicated" => new PipelineFault.Duplicated(Rate),
        "schema-broken" => new PipelineFault.SchemaBroken(),
        "silent" => new PipelineFault.Silent(),
        _ => throw new InvalidDataException($"'{Kind}' is no fault of a pipeline: slow, failing, stale, skewed, duplicated, schema-broken and silent are."),
    };
}
