using Releases.Records;

namespace Releases.Cli;

/// <summary>A signal with its answer, as the API gives it.</summary>
internal sealed record SignalStatus(Signal Signal, SignalAnswer? Answer);
