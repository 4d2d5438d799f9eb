namespace Releases.Rehearsals.Laws;

/// <summary>What a release has been told of one flag.</summary>
/// <param name="ETag">Of the capture, of its last confirmed write, or of a change that a person has decided on.</param>
/// <param name="Stage">Index of the last stage whose write is confirmed; -1 for none.</param>
/// <param name="Written">Confirmed, or without a clear answer, at least once: to be put back.</param>
/// <param name="UnderWay">A write was begun whose answer has not been told.</param>
/// <param name="Back">Put back, or left off as a person wants it.</param>
internal sealed record FlagTold(string ETag, int Stage = -1, bool Written = false, bool UnderWay = false, bool Back = false)
{
    /// <summary>Somebody else's change that nobody has decided on: its version, and when it was found.</summary>
    internal (string? ETag, DateTimeOffset Found)? Drift { get; init; }

    /// <summary>A person has given the version up to the release, which has not written over it yet.</summary>
    internal bool Yielded { get; init; }

    /// <summary>It is to be written again as it was.</summary>
    internal bool Again { get; init; }

    internal bool IsToBePutBack => (Written || UnderWay) && !Back;

    /// <summary>A person has decided on the change: the next write goes over that version.</summary>
    internal FlagTold Decided(bool again) => Drift is { } drift ? this with { ETag = drift.ETag!, Drift = null, Yielded = true, Again = again } : this;
}
