namespace Releases.Governance;

/// <summary>Whether a freeze comes again.</summary>
public enum Recurrence
{
    None,

    /// <summary>Every day at the same time.</summary>
    Daily,

    /// <summary>Every week on the same day at the same time.</summary>
    Weekly,
}
