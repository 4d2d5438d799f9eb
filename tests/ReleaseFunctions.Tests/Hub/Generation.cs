namespace ReleaseFunctions.Tests.Hub;

/// <summary>One generation of an instance: from a start, or a continue-as-new, to the next.</summary>
/// <param name="Rows">Rows of its history.</param>
/// <param name="Activities">Activities that it has begun.</param>
/// <param name="Input">What it began with, as JSON.</param>
internal sealed record Generation(string ExecutionId, int Rows, int Activities, string? Input);
