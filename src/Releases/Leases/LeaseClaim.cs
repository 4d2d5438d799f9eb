namespace Releases.Leases;

/// <summary>What a release holds, or waits for.</summary>
/// <param name="Since">When it took them; for one that waits, when it was started, which is its place in the queue.</param>
/// <param name="Holds">Whether it holds them. A release holds all that it wants or nothing.</param>
public sealed record LeaseClaim(string ReleaseId, DateTimeOffset Since, IReadOnlyList<LeaseName> Names, bool Holds)
{
    /// <summary>Whether it waits and was there before the other.</summary>
    public bool IsBefore(string otherId, DateTimeOffset otherSince) =>
        ReleaseId != otherId && (Since, ReleaseId).CompareTo((otherSince, otherId)) < 0;

    /// <summary>What of these names it stands in the way of; nothing if they have none in common.</summary>
    public LeaseConflict? ConflictWith(IEnumerable<LeaseName> wanted)
    {
        var own = Names.Select(name => name.Id).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<string> common = [.. wanted.Where(name => own.Contains(name.Id)).Select(name => name.Text)];
        return common.Count == 0 ? null : new LeaseConflict(ReleaseId, Since, Holds, common);
    }
}
