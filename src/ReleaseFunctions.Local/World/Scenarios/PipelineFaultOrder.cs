using ReleaseFunctions.Local.Pipelines;

namespace ReleaseFunctions.Local.World.Scenarios;

/// <summary>A fault of a pipeline as a scenario writes it.</summary>
/// <param name="Kind">slow, failing, stale, skewed, duplicated, schema-broken or silent.</param>
/// <param name="Factor">Slow and skewed: how many times as much, more than 0.</param>
/// <param name="Rate">Failing and duplicated: the share of exposed runs; skewed: the share of units. 0 to 1.</param>
/// <param name="Lag">Stale: how far behind, more than nothing.</param>
public sealed record PipelineFaultOrder(string Kind, double Factor = 3, double Rate = 0.5, TimeSpan Lag = default)
{
    private static readonly string[] Kinds = ["slow", "failing", "stale", "skewed", "duplicated", "schema-broken", "silent"];

    /// <summary>What is wrong with the order, in words; null when it can be carried out.</summary>
    internal string? Problem => this switch
    {
        _ when !Kinds.Contains(Kind) => $"'{Kind}' is no fault of a pipeline: {string.Join(", ", Kinds)} are.",
        { Kind: "slow" or "skewed", Factor: not (> 0 and < double.PositiveInfinity) } => "'factor' is more than 0; 2 is twice as much.",
        { Rate: not (>= 0 and <= 1) } => "'rate' is a share, 0 to 1.",
        { Kind: "stale" } when Lag <= TimeSpan.Zero => "'lag' is more than nothing, for example 00:10:00.",
        _ => null,
    };

    /// <summary>The fault that is ordered, where there is no <see cref="Problem"/>.</summary>
    internal PipelineFault Fault() => Kind switch
    {
        "slow" => new PipelineFault.Slow(Factor),
        "failing" => new PipelineFault.Failing(Rate),
        "stale" => new PipelineFault.Stale(Lag),
        "skewed" => new PipelineFault.Skewed(Rate, Factor),
        "duplicated" => new PipelineFault.Duplicated(Rate),
        "schema-broken" => new PipelineFault.SchemaBroken(),
        "silent" => new PipelineFault.Silent(),
        _ => throw new InvalidOperationException(Problem),
    };
}
