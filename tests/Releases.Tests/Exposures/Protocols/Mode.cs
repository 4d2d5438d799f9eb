namespace Releases.Tests.Exposures.Protocols;

/// <summary>How far a release is with one flag.</summary>
internal enum Mode : byte
{
    None,

    /// <summary>The next write may be sent.</summary>
    Ready,

    /// <summary>Sent; its answer is waited for.</summary>
    Sent,

    /// <summary>412; what stands there is to be read.</summary>
    Refused,

    Confirmed,
    Drifted,
    Unknown,

    /// <summary>On the way back: to be read and decided on.</summary>
    ToRead,

    /// <summary>On the way back: the write is sent, its answer is waited for.</summary>
    WritingBack,

    /// <summary>On the way back: no clear answer.</summary>
    Lost,

    /// <summary>On the way back: somebody else's change stands there; people are called.</summary>
    Blocked,

    Restored,
    LeftOff,

    /// <summary>Nothing to put back.</summary>
    Untouched,
}
