namespace Releases.Judgement;

/// <summary>What a measurement says. The first two speak of the release; the last three mean that we are blind.</summary>
public enum Verdict
{
    /// <summary>The criterion is met.</summary>
    Pass,

    /// <summary>The criterion is broken. The only verdict that rolls back by itself.</summary>
    Fail,

    /// <summary>There are rows, but too few to speak of.</summary>
    Insufficient,

    /// <summary>There is nothing that could be compared: no rows, null, not a number.</summary>
    NoData,

    /// <summary>The question could not be answered: an error, a time-out, a partial result.</summary>
    ProviderError,
}
