namespace Releases.Service.Access;

/// <summary>Whether somebody is known.</summary>
public abstract record Admission
{
    private Admission()
    {
    }

    /// <summary>Known, with the roles that they have (none is possible).</summary>
    public sealed record Known(Caller Caller) : Admission;

    /// <summary>Not known.</summary>
    /// <param name="Why">For the caller and the log: never a part of what they sent.</param>
    public sealed record Unknown(string Why) : Admission;

    /// <summary>It cannot be said now: the issuer does not tell its keys.</summary>
    public sealed record Undecided(string Why) : Admission;
}
