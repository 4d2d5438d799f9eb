namespace ReleaseFunctions.Local.Pipelines.Traces;

/// <summary>One request of a trace.</summary>
/// <param name="Arrival">When it arrived, counted from the trace's first request.</param>
/// <param name="ContextTokens">What it brought along.</param>
/// <param name="GeneratedTokens">What was made for it.</param>
public sealed record TraceRow(TimeSpan Arrival, int ContextTokens, int GeneratedTokens);
