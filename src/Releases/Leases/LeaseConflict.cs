using Releases.Wording;

namespace Releases.Leases;

/// <summary>Another release that stands in the way.</summary>
/// <param name="Since">Since when it holds or waits.</param>
/// <param name="Holds">Whether it holds what is wanted, or waits for it and was there before.</param>
/// <param name="What">What both want, as people know it.</param>
public sealed record LeaseConflict(string ReleaseId, DateTimeOffset Since, bool Holds, IReadOnlyList<string> What)
{
    public override string ToString() => FormattableString.Invariant(
        $"{ReleaseId} {(Holds ? "holds" : "waits before it for")} {Say.List(What, 2)}, since {Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
}
