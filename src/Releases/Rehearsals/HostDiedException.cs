using Releases.Lifecycle;

namespace Releases.Rehearsals;

/// <summary>The host of a rehearsed release is gone, as it was to be.</summary>
/// <param name="remembered">What it had written down last.</param>
/// <param name="pending">What it had written down that it was about to do.</param>
/// <param name="known">What the laws know of that.</param>
public sealed class HostDiedException(ReleaseState remembered, Effect? pending, object? known) : Exception("The host died.")
{
    public ReleaseState Remembered { get; } = remembered;

    public Effect? Pending { get; } = pending;

    public object? Known { get; } = known;
}
