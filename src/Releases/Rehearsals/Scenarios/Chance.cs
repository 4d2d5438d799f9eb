namespace Releases.Rehearsals.Scenarios;

/// <summary>
/// Numbers that look random and are the same for the same seed on every machine and version: SplitMix64 (Steele, Lea, Flood 2014).
/// </summary>
public sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>One that depends on nothing but the seed and what it is for: asked again, it gives the same.</summary>
    public static Chance For(long seed, string what, long which = 0)
    {
        // FNV-1a over the name, so that different questions of one seed have nothing to do with each other.
        var hash = 14695981039346656037UL;
        foreach (var letter in what)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        var chance = new Chance(hash ^ ((ulong)seed * 0x9E3779B97F4A7C15UL) ^ ((ulong)which * 0xBF58476D1CE4E5B9UL));
        chance.Next();
        return chance;
    }

    /// <summary>From 0 up to, and without, 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double least, double most) => least + (Share() * (most - least));

    /// <summary>In whole milliseconds, which is what timers count.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most) => TimeSpan.FromMilliseconds(Math.Floor((least + (Share() * (most - least))).TotalMilliseconds));

    /// <summary>From 0 up to, and without, the count.</summary>
    public int Below(int count) => (int)(Share() * count);

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public bool Is(double probability) => Share() < probability;

    /// <summary>Mean 0, standard deviation 1 (Box-Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Share())) * Math.Cos(2 * Math.PI * Share());

    /// <summary>How many come where so many are expected: Poisson, from 30 up by its normal approximation.</summary>
    public long Count(double expected)
    {
        if (expected >= 30)
        {
            return Math.Max(0, (long)Math.Round(expected + (Math.Sqrt(expected) * Normal())));
        }

        var (limit, product, count) = (Math.Exp(-expected), Share(), 0L);
        for (; product > limit; count++)
        {
            product *= Share();
        }

        return count;
    }

    private ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
