namespace Releases.Tests.Exposures.Protocols;

/// <summary>How many of each there are.</summary>
/// <param name="Stages">Of each release, 1 or 2.</param>
/// <param name="Edits">Of the person.</param>
/// <param name="Leased">The second release begins when the first has ended, as it does with leases; else whenever it likes.</param>
/// <param name="Repeats">Of a release's writes without a clear answer.</param>
/// <param name="Attempts">To put back, 1 or 2.</param>
internal sealed record Scope(int Stages, int Edits, bool Leased, int Repeats = 1, int Attempts = 2)
{
    /// <summary>Whether it counts as well where the flags are left in the end. Without leases that cannot be promised: it is what leases are for.</summary>
    internal bool LooksAtTheEnd { get; init; } = Leased;

    internal World Start => new(default, default, new Side(Phase.Waiting, 0, (byte)Repeats, default, default), new Side(Phase.Waiting, 0, (byte)Repeats, default, default), (byte)Edits);
}
