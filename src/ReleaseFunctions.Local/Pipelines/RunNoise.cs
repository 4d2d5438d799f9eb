namespace ReleaseFunctions.Local.Pipelines;

/// <summary>
/// The chance in one run. It follows from the seed and the run's number alone, not from what was drawn before: a run meets the
/// same luck whether it is exposed or not, and whatever faults are on.
/// </summary>
internal readonly struct RunNoise(ulong seed, long run)
{
    private readonly ulong _state = Mix(Mix(seed) ^ (ulong)run);

    /// <summary>Evenly between 0 and 1, 1 excluded.</summary>
    /// <param name="use">What it is for; each use draws a number of its own.</param>
    public double Uniform(NoiseUse use) => (Mix(_state + (ulong)use) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal, by Box and Muller.</summary>
    public double Normal(NoiseUse use) =>
        Math.Sqrt(-2 * Math.Log(1 - Uniform(use))) * Math.Cos(2 * Math.PI * Uniform((NoiseUse)~(int)use));

    /// <summary>A place between 0 and 1, 1 excluded, that belongs to a name; names are spread evenly.</summary>
    public static double Share(string name) => (Mix(name.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211UL)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>Spreads 64 bits evenly: one step of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
