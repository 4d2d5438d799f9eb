namespace Releases.Tests.Judgement.Simulations;

/// <summary>Noise with a known shape.</summary>
internal static class Noise
{
    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static double Exponential(Random random) => -Math.Log(1 - random.NextDouble());

    public static double LogNormal(Random random) => Math.Exp(Normal(random));

    /// <summary>The variance is finite, but barely.</summary>
    public static double Pareto(Random random) => Math.Pow(1 - random.NextDouble(), -1 / 2.1);

    /// <summary>Hardly ever anything.</summary>
    public static double Sparse(Random random) => random.NextDouble() < 0.01 ? Exponential(random) : 0;

    /// <summary>The throughput of a pipeline that calms down and bursts: each row is much like the last, with a tenfold level in one of twenty stretches.</summary>
    public static Func<Random, double> Bursts()
    {
        var states = new System.Runtime.CompilerServices.ConditionalWeakTable<Random, double[]>();
        return random =>
        {
            var state = states.GetValue(random, _ => [0, 1]);
            state[0] = (0.9 * state[0]) + Normal(random);
            state[1] = random.NextDouble() < 0.02 ? (random.NextDouble() < 0.05 ? 10 : 1) : state[1];
            return Math.Exp(state[0] / 3) * state[1];
        };
    }

    /// <summary>Student's t with three degrees of freedom: a variance, but no fourth moment.</summary>
    public static double HeavyTailed(Random random)
    {
        var squares = Enumerable.Range(0, 3).Sum(_ => Math.Pow(Normal(random), 2));
        return Normal(random) / Math.Sqrt(squares / 3);
    }

    /// <summary>Each number is much like the last.</summary>
    /// <param name="like">The correlation of neighbours.</param>
    public static Func<Random, double> Slow(double like)
    {
        var states = new System.Runtime.CompilerServices.ConditionalWeakTable<Random, System.Runtime.CompilerServices.StrongBox<double>>();
        return random =>
        {
            var state = states.GetValue(random, chance => new(Normal(chance)));
            state.Value = (like * state.Value) + (Math.Sqrt(1 - (like * like)) * Normal(random));
            return state.Value;
        };
    }

    public static Func<Random, double> Failures(double rate) => random => random.NextDouble() < rate ? 1 : 0;
}
