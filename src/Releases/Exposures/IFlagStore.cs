namespace Releases.Exposures;

/// <summary>
/// One environment's flags. The only way in which this product writes them; the protocol is docs/explanation/write-protocol.md.
/// Never throws for what a store can answer: every outcome is a value.
/// </summary>
public interface IFlagStore
{
    /// <summary>Reads all named flags, in as few requests as the store allows.</summary>
    Task<FlagReading> ReadAsync(IReadOnlyList<string> keys, string? syncToken, CancellationToken cancellationToken);

    /// <summary>
    /// Writes each flag once, in parallel, on the condition that it still is the version that the write names.
    /// It never reads first and then writes with what it read.
    /// </summary>
    Task<FlagWriting> ExposeAsync(IReadOnlyList<FlagWrite> writes, string? syncToken, CancellationToken cancellationToken);

    /// <summary>Puts each flag back to what was captured, in parallel, and reads back whether it is so.</summary>
    Task<FlagRestoring> RestoreAsync(IReadOnlyList<FlagRestore> restores, string? syncToken, CancellationToken cancellationToken);
}
