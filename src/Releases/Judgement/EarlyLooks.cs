namespace Releases.Judgement;

/// <summary>
/// The looks at a first window before it is over. Most of the harm of a bad release is done right after its exposure has grown; what can be told at any
/// moment (<see cref="Rule.LooksEarly"/>) need not wait for the window's end then.
/// </summary>
public static class EarlyLooks
{
    /// <summary>The share of a comparison's alpha that its early looks have together; the sequence of its windows has the rest.</summary>
    public const double Alpha = 0.1;

    private const int Parts = 4;
    private static readonly TimeSpan LeastApart = TimeSpan.FromMinutes(1);

    /// <summary>What the sequence of windows has of a comparison's alpha, where there are so many early looks.</summary>
    public static double Left(double alpha, int looks) => looks > 0 ? alpha * (1 - Alpha) : alpha;

    /// <summary>How many there are: at quarters of a window of four minutes or more, at half of one of two or more, else none.</summary>
    public static int Of(TimeSpan window) => window >= Parts * LeastApart ? Parts - 1 : window >= 2 * LeastApart ? 1 : 0;

    /// <summary>How much of the window is over at one of them.</summary>
    /// <param name="window">Its length.</param>
    /// <param name="look">Which one, from 1 to as many as there are.</param>
    public static TimeSpan After(TimeSpan window, int look) => TimeSpan.FromTicks(window.Ticks * look / (Of(window) + 1));
}
