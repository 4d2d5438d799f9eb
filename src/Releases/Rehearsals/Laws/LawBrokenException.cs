namespace Releases.Rehearsals.Laws;

/// <summary>A release has done what none may ever do.</summary>
public sealed class LawBrokenException(string message) : Exception(message)
{
    /// <summary>What the release has told until then, where that is known.</summary>
    public string Timeline { get; init; } = "";
}
