using Releases.Exposures;
using Releases.Judgement;

namespace Releases.Lifecycle;

/// <summary>Flags to be captured in one environment.</summary>
public sealed record CaptureTarget(string Environment, IReadOnlyList<string> Keys);

/// <summary>A flag as it was captured, without its value.</summary>
public sealed record CapturedTarget(string Environment, string Key, string ETag);

/// <summary>One flag to be written.</summary>
/// <param name="MustFind">The ETag that the store must have.</param>
/// <param name="WriteId">The same each time the effect is repeated.</param>
/// <param name="Exposure">What it is to become.</param>
public sealed record ExposeTarget(string Key, string MustFind, string WriteId, Exposure Exposure);

/// <summary>One criterion to be measured over one closed window.</summary>
public sealed record MeasureTarget(string Criterion, Window Window);

/// <summary>A measurement beside the question that it answers.</summary>
public sealed record Measured(MeasureTarget Target, Measurement Measurement);

/// <summary>Flags of one order group to be put back in one environment.</summary>
public sealed record RestoreTarget(string Environment, string? SyncToken, IReadOnlyList<string> Keys);

/// <summary>How putting back one order group went in one environment.</summary>
public sealed record Restored(string Environment, IReadOnlyList<FlagRestoreResult> Results, string? SyncToken);
