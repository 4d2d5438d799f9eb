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

/// <summary>One flag to be looked at.</summary>
/// <param name="ETag">The version that we have left there.</param>
/// <param name="Exposure">What it shows, if it is ours.</param>
public sealed record LookTarget(string Key, string ETag, Exposure Exposure);

/// <summary>One flag to be taken over.</summary>
/// <param name="ETag">The version that was shown to the person who has decided.</param>
/// <param name="Exposures">What the plan still wants of it, and so what it must be able to take.</param>
public sealed record AdoptTarget(string Environment, string Key, string ETag, IReadOnlyList<Exposure> Exposures);

/// <summary>A flag that somebody else has changed.</summary>
/// <param name="Difference">What is there against what was expected, for people.</param>
/// <param name="ETag">The version that is there; <see langword="null"/> where the flag is gone.</param>
public sealed record DriftedFlag(string Environment, string Key, string Difference, string? ETag);

/// <summary>One criterion to be measured over one closed window.</summary>
public sealed record MeasureTarget(string Criterion, Window Window);

/// <summary>A measurement beside the question that it answers.</summary>
public sealed record Measured(MeasureTarget Target, Measurement Measurement);

/// <summary>Flags of one order group to be put back in one environment.</summary>
/// <param name="Yielded">By key: versions of somebody else's that a person has given up to the release.</param>
public sealed record RestoreTarget(string Environment, string? SyncToken, IReadOnlyList<string> Keys, IReadOnlyDictionary<string, string>? Yielded = null);

/// <summary>How putting back one order group went in one environment.</summary>
public sealed record Restored(string Environment, IReadOnlyList<FlagRestoreResult> Results, string? SyncToken);
