using Releases.Records;

namespace Releases.Service.Http;

/// <summary>A signal and what became of it.</summary>
/// <param name="Answer"><see langword="null"/> until the release has taken it.</param>
public sealed record SignalResponse(Signal Signal, SignalAnswer? Answer);
