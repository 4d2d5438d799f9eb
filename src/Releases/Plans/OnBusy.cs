namespace Releases.Plans;

/// <summary>What a release does when another holds one of its flags or pipelines.</summary>
public enum OnBusy
{
    /// <summary>It ends at once, refused.</summary>
    Refuse,

    /// <summary>It waits its turn, up to the hold limit.</summary>
    Queue,

    /// <summary>It makes the other roll back, and begins once that has restored everything.</summary>
    Supersede,
}
