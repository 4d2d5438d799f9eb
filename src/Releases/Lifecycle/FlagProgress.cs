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
/// <param name="Drift">Somebody else's change, as long as no person has decided on it.</param>
/// <param name="Yielded">The version of <paramref name="ETag"/> is somebody else's, and a person has given it up to the release.</param>
/// <param name="Again">It is to be written again with the exposure of its last stage; part of the write's id. 0: it is not.</param>
public sealed record FlagProgress(
    string Environment,
    string Key,
    string ETag,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Writing = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Touched = false,
    int ConfirmedStage = -1,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] WayBack Back = WayBack.Open,
    Drift? Drift = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Yielded = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Again = 0)
{
    /// <summary>Whether going back concerns it.</summary>
    [JsonIgnore]
    public bool MayBeOurs => Writing || Touched;
}
