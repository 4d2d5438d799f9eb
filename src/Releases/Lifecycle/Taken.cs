namespace Releases.Lifecycle;

/// <summary>What became of a signal: the state after it, whether it was done, and what was done or why not.</summary>
internal sealed record Taken(ReleaseState State, bool Accepted, string Text)
{
    internal static Taken Yes(ReleaseState state, string text) => new(state, true, text);

    internal static Taken No(ReleaseState state, string text) => new(state, false, text);
}
