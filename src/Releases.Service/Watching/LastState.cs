using Releases.Lifecycle;

namespace Releases.Service.Watching;

/// <summary>The last state of a release that its instance has kept.</summary>
/// <param name="TakenUp">How often it was taken up again without getting anywhere.</param>
public sealed record LastState(ReleaseState State, int TakenUp);
