namespace Releases.Judgement;

/// <summary>Where a rate lies with 95 % confidence.</summary>
public sealed record Interval(double Low, double High)
{
    private const double Z = 1.959963984540054;

    /// <summary>
    /// Wilson's score interval (JASA 1927), which stays between 0 and 1 and is right for few trials and for none that succeed.
    /// </summary>
    /// <param name="rate">The share of trials that succeeded.</param>
    /// <param name="trials">How many there were, at least 1; of trials that overlap, as many as would not.</param>
    public static Interval Wilson(double rate, double trials)
    {
        var squared = Z * Z / trials;
        var middle = (rate + (squared / 2)) / (1 + squared);
        var half = Z * Math.Sqrt((rate * (1 - rate) / trials) + (squared / (4 * trials))) / (1 + squared);

        // Of none and of all one end is known exactly; reckoned, it would be off by the last digits.
        return new Interval(rate > 0 ? Math.Max(0, middle - half) : 0, rate < 1 ? Math.Min(1, middle + half) : 1);
    }
}
