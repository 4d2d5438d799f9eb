namespace Releases.Lifecycle;

/// <summary>How putting one flag back went.</summary>
public enum WayBack
{
    /// <summary>Not done yet, or without a clear answer.</summary>
    Open,

    /// <summary>Written and read back.</summary>
    Restored,

    /// <summary>Turned off by hand, and left so.</summary>
    LeftOff,

    /// <summary>Somebody's edit or lock stands in the way.</summary>
    Blocked,
}
