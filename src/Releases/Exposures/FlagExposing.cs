namespace Releases.Exposures;

/// <summary>What putting an exposure into a flag's document gave.</summary>
public abstract record FlagExposing
{
    private FlagExposing()
    {
    }

    /// <summary>The new document.</summary>
    public sealed record Exposed(string Document) : FlagExposing;

    /// <summary>The exposure cannot be had by editing this document.</summary>
    /// <param name="Reason">Why, and what to do about it, for people.</param>
    public sealed record Refused(string Reason) : FlagExposing;
}
