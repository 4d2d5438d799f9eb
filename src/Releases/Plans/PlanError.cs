namespace Releases.Plans;

/// <summary>A mistake in a plan: where it is and what would be right.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">E.g. <c>stages[2].expose.percent</c>.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record PlanError(int Line, int Column, string Path, string Message)
{
    /// <summary>The library that it is in; <see langword="null"/> for the plan itself.</summary>
    public string? File { get; init; }

    public override string ToString() => FormattableString.Invariant($"{(File is null ? "" : $"{File}: ")}line {Line}, column {Column}: {Path}: {Message}");
}
