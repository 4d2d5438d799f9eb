using ReleaseFunctions.Local.Pipelines.Traces;

namespace ReleaseFunctions.Local.Pipelines;

/// <summary>
/// How long a run takes, what it delivers, and whether it fails. Durations are a constant, a cost per token, and log-normal noise of
/// mean 1: what requests to a language model look like from outside (reading is cheap, generating is not).
/// </summary>
public sealed record RunModel
{
    /// <summary>What every run takes.</summary>
    public double BaseMs { get; init; } = 200;

    /// <summary>What reading one token takes.</summary>
    public double MsPerContextToken { get; init; } = 0.12;

    /// <summary>What making one token takes.</summary>
    public double MsPerGeneratedToken { get; init; } = 25;

    /// <summary>The standard deviation of the noise's logarithm.</summary>
    public double Spread { get; init; } = 0.25;

    /// <summary>The new path's duration in terms of the old one's: 0.8 is a fifth faster.</summary>
    public double NewPathFactor { get; init; } = 0.8;

    /// <summary>The share of runs that fails on either path without any fault, 0 to 1.</summary>
    public double OrdinaryFailureRate { get; init; } = 0.002;

    /// <summary>English text has about so many bytes a token.</summary>
    public int BytesPerToken { get; init; } = 4;

    /// <summary>What comes of one run. The same run, seed, exposure and faults always give the same.</summary>
    /// <param name="unit">The unit of assignment, which a skew picks by.</param>
    public RunOutcome Outcome(ScheduledRun run, int seed, bool exposed, IReadOnlyList<PipelineFault> faults, string unit = "")
    {
        var noise = new RunNoise((ulong)seed, run.Number);
        var size = run.Request;
        var mean = BaseMs + (MsPerContextToken * size.ContextTokens) + (MsPerGeneratedToken * size.GeneratedTokens);
        var duration = mean * Math.Exp((Spread * noise.Normal(NoiseUse.Duration)) - (Spread * Spread / 2)) * (exposed ? NewPathFactor : 1);
        var tokens = (long)size.ContextTokens + size.GeneratedTokens;
        var outcome = new RunOutcome(duration, tokens, tokens * BytesPerToken, Error: "", Reported: true);
        if (noise.Uniform(NoiseUse.OrdinaryFailure) < OrdinaryFailureRate)
        {
            outcome = outcome.Failed("UpstreamUnavailable");
        }

        return exposed ? faults.Aggregate(outcome, (so, fault) => With(fault, so, noise, unit)) : outcome;
    }

    private static RunOutcome With(PipelineFault fault, RunOutcome outcome, RunNoise noise, string unit) => fault switch
    {
        PipelineFault.Slow slow => outcome with { DurationMs = outcome.DurationMs * slow.Factor },
        PipelineFault.Failing failing => noise.Uniform(NoiseUse.InjectedFailure) < failing.Rate ? outcome.Failed("NewPathFailed") : outcome,
        PipelineFault.Silent => outcome with { Reported = false },
        PipelineFault.Stale stale => outcome with { Lag = outcome.Lag + stale.Lag },
        PipelineFault.Skewed skewed => RunNoise.Share(unit) < skewed.Share
            ? outcome with { DurationMs = outcome.DurationMs * skewed.Factor, Rows = (long)(outcome.Rows * skewed.Factor), Bytes = (long)(outcome.Bytes * skewed.Factor) }
            : outcome,
        PipelineFault.Duplicated duplicated => noise.Uniform(NoiseUse.Duplication) < duplicated.Rate ? outcome with { Copies = 2 } : outcome,
        PipelineFault.SchemaBroken => outcome with { Measured = false },
        _ => throw new NotSupportedException($"No rule for the fault {fault}."),
    };
}
