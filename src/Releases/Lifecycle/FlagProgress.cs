using System.Text.Json.Serialization;

namespace Releases.Lifecycle;

/// <summary>One setting that the release moves.</summary>
/// <param name="ETag">What the next write must find: captured, or of our last confirmed write; empty before the capture.</param>
/// <param name="Writing">
/// The next stage's write may be under way. It is set before the effect is begun, so that a driver that dies in the middle of it
/// still puts the flag back; only a clear answer takes it away.
/// </param>
/// <param name="Touched">This release has written it, or may have.</param>
/// <param name="ConfirmedStage">Index of the last stage whose write is confirmed; -1 for none.</param>
/// <param name="Back">How putting it back went, once tried.</param>
public sealed record FlagProgress(
    string Environment,
    string Key,
    string ETag,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Writing = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Touched = false,
    int ConfirmedStage = -1,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] WayBack Back = WayBack.Open)
{
    /// <summary>Whether going back concerns it.</summary>
    [JsonIgnore]
    public bool MayBeOurs => Writing || Touched;
}
