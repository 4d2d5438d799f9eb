namespace Releases.Tests.Lifecycle;

/// <summary>How hard the replaying driver makes it.</summary>
/// <param name="ContinueAsNewEvery">Begins a new history after so many answers; 0 never.</param>
/// <param name="RingsTwice">Every turn is rung for once too often.</param>
internal sealed record ReplayOptions(int ContinueAsNewEvery = 0, bool RingsTwice = false);
