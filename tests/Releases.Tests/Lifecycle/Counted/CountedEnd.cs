namespace Releases.Tests.Lifecycle.Counted;

/// <summary>What measurements add up to, and after how many of them.</summary>
internal enum CountedEnd
{
    /// <summary>The stage passes.</summary>
    Passes,

    /// <summary>The release goes back.</summary>
    Fails,

    /// <summary>Exposure stays where it is: nobody can tell.</summary>
    Holds,

    /// <summary>The release goes on, and the review says that nothing was judged.</summary>
    Unjudged,
}
