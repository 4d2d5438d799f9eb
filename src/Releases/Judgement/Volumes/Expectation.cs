namespace Releases.Judgement.Volumes;

/// <summary>What volume is expected.</summary>
public abstract record Expectation
{
    private Expectation()
    {
    }

    /// <summary>So much an hour over all units, exposed or not; a window expects its length's and the exposed units' share of it.</summary>
    public sealed record PerHour(double Amount) : Expectation;

    /// <summary>What came at the same time before: the mean over several like windows.</summary>
    /// <param name="Every">How far they are apart, a day or a week.</param>
    /// <param name="Times">How many of them, 1 to 8.</param>
    public sealed record LikeHours(TimeSpan Every, int Times) : Expectation;
}
