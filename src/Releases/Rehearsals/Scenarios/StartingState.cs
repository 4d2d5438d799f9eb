namespace Releases.Rehearsals.Scenarios;

/// <summary>How a flag stands when the release captures it; off where nothing is said.</summary>
/// <param name="To"><c>on</c>, <c>7 %</c>, or <c>missing</c>.</param>
public sealed record StartingState(string Environment, string Key, string To)
{
    public const string Missing = "missing";
}
