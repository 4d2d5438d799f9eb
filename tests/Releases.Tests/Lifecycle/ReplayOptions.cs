namespace Releases.Tests.Lifecycle;

/// <summary>How hard the replaying driver makes it.</summary>
/// <param name="ContinueAsNewEvery">Begins a new history after so many answers; 0 never.</param>
/// <param name="RingsTwice">Somebody rings after everything that happens, but after a reading of the inbox.</param>
internal sealed record ReplayOptions(int ContinueAsNewEvery = 0, bool RingsTwice = false);
