namespace Releases.Tests.Exposures.Protocols;

/// <summary>What a release knows of one flag, and what of it is under way.</summary>
/// <param name="Attempt">Of putting it back, from 1.</param>
/// <param name="Touched">The release has written it, or may have.</param>
/// <param name="CapturedStands">The captured version is the one that stands there.</param>
/// <param name="KnownStands">The version that its next write will name is the one that stands there.</param>
internal readonly record struct Part(
    Mode Mode, Content Captured, bool CapturedStands, bool KnownStands, bool Touched, byte Attempt, Wire First, Wire Second, Wire Back, Wire BackAgain)
{
    /// <summary>Writes of the way out and of the way back, by their index in a release: 0 and 1 are stages, 2 and 3 attempts to put back.</summary>
    internal Wire this[int write] => write switch
    {
        0 => First,
        1 => Second,
        2 => Back,
        _ => BackAgain,
    };

    internal Part With(int write, Wire wire) => write switch
    {
        0 => this with { First = wire },
        1 => this with { Second = wire },
        2 => this with { Back = wire },
        _ => this with { BackAgain = wire },
    };

    /// <summary>In 24 bits.</summary>
    internal ulong Packed => ((ulong)Mode << 20) | ((ulong)Captured << 17) | ((CapturedStands ? 1ul : 0) << 16) | ((KnownStands ? 1ul : 0) << 15) | ((Touched ? 1ul : 0) << 14)
        | ((ulong)Attempt << 12) | ((ulong)First << 9) | ((ulong)Second << 6) | ((ulong)Back << 3) | (ulong)BackAgain;

    internal bool HasLate => (First | Second | Back | BackAgain).HasFlag(Wire.Late);

    /// <summary>Another version stands there from now on.</summary>
    internal Part Outdated() => this with
    {
        CapturedStands = false,
        KnownStands = false,
        First = Outdated(First),
        Second = Outdated(Second),
        Back = Outdated(Back),
        BackAgain = Outdated(BackAgain),
    };

    private static Wire Outdated(Wire wire) => wire.HasFlag(Wire.Awaited) || wire.HasFlag(Wire.AwaitedStale) ? Wire.AwaitedStale : Wire.None;
}
