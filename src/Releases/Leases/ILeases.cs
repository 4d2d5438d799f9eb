namespace Releases.Leases;

/// <summary>
/// Who holds what. A lease has no expiry: it is held until it is freed. All of a release's leases are taken at once or not at all, so that no
/// two releases can wait for each other.
/// </summary>
public interface ILeases
{
    /// <summary>
    /// Takes all, unless somebody holds one of them or waits for it longer. Repeating it changes nothing: who holds them already is told so.
    /// </summary>
    /// <param name="since">When the release was started: its place in the queue.</param>
    /// <param name="now">When it holds them from, if it gets them.</param>
    /// <param name="waits">Whether it enters the queue if it gets nothing; who has entered keeps the place until it takes or frees.</param>
    Task<LeaseTaking> TakeAsync(string releaseId, IReadOnlyList<LeaseName> names, DateTimeOffset since, DateTimeOffset now, bool waits, CancellationToken cancellationToken);

    /// <summary>Frees all that a release holds, and its place in the queue. Does nothing where there is nothing to free.</summary>
    Task FreeAsync(string releaseId, CancellationToken cancellationToken);

    /// <summary>What every release holds or waits for.</summary>
    Task<IReadOnlyList<LeaseClaim>> ClaimsAsync(CancellationToken cancellationToken);
}
