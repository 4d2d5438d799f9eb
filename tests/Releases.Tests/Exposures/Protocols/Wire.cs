namespace Releases.Tests.Exposures.Protocols;

/// <summary>Requests under way that carry one write of one release to one flag: bits, as a repeated one is on its way beside the first.</summary>
[Flags]
internal enum Wire : byte
{
    None = 0,

    /// <summary>Waited for, on the condition of the version that stands there.</summary>
    Awaited = 1,

    /// <summary>Waited for, on the condition of a version that is gone: it will be refused.</summary>
    AwaitedStale = 2,

    /// <summary>Given up, on the condition of the version that stands there. One whose version is gone does nothing any more, and is forgotten.</summary>
    Late = 4,
}
