namespace Releases.Tests.Exposures.Protocols;

/// <summary>A release over two flags.</summary>
/// <param name="Stage">The one that is written.</param>
/// <param name="Repeats">How often it may still repeat a write without a clear answer.</param>
internal readonly record struct Side(Phase Phase, byte Stage, byte Repeats, Part One, Part Two)
{
    internal Part this[int flag] => flag == 0 ? One : Two;

    internal Side With(int flag, Part part) => flag == 0 ? this with { One = part } : this with { Two = part };

    /// <summary>What is not of one flag alone, in 5 bits.</summary>
    internal uint Packed => ((uint)Phase << 2) | ((uint)Stage << 1) | Repeats;

    internal bool HasEnded => Phase is Phase.Completed or Phase.RolledBack;
}
