namespace ReleaseFunctions.Durable;

/// <summary>
/// What one generation of a release's orchestration begins with. All that it is to do first stands here, so that a new version of the code
/// replays what an older one has begun: it wakes up before it decides anything.
/// </summary>
/// <param name="State">The release's state document.</param>
/// <param name="SleepUntil">It waits until then, or until somebody rings, before it goes on.</param>
/// <param name="Rang">Somebody rang in the generation before, and was not heard there.</param>
/// <param name="TakenUp">How often the release was taken up from this state after its instance had failed.</param>
public sealed record ReleaseInput(string State, DateTimeOffset? SleepUntil = null, bool Rang = false, int TakenUp = 0);
